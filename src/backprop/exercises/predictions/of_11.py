"""The predictions of notebook 11, handwritten digits."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "11.1": Prediction(
        "Both runs read every training image five times. One takes a step after all 1,257 images, the other after "
        "every 32. Which one has the lower training loss afterwards?",
        choices=(
            "the run with steps over all images",
            "the run with steps over 32 images",
            "neither, because both read the same images",
        ),
        answer="the run with steps over 32 images",
        why={
            "the run with steps over all images": "Each of its steps has the exact gradient, but it takes only five "
            "of them.",
            "the run with steps over 32 images": "Its gradients are rough estimates, but it takes 40 steps in each "
            "epoch where the other run takes one. The next cells show both losses, and how rough the estimates are.",
            "neither, because both read the same images": "They read the same images, but they do not take the same "
            "number of steps: one takes five, the other 200.",
        },
    ),
    "11.2": Prediction(
        "We train for 200 epochs on all 1,257 training images. The training loss falls all the time. What does the "
        "validation loss do?",
        choices=(
            "it falls at first, and then it hardly changes",
            "it falls as far as the training loss",
            "it falls at first, and then it rises back to where it began",
        ),
        answer="it falls at first, and then it hardly changes",
        why={
            "it falls at first, and then it hardly changes": "What helps with every handwritten digit is learned in "
            "the first epochs. After that the training loss still falls, because the network fits details of its own "
            "images, and other images gain nothing from these.",
            "it falls as far as the training loss": "That would be so if everything that the network learns about "
            "its training images held for other images as well.",
            "it falls at first, and then it rises back to where it began": "It can rise, and with fewer training "
            "images it does, as you will see. But the digits that the network has learned to read are not lost again.",
        },
    ),
    "11.3": Prediction(
        "We train on the 200 images once more, now with weight decay. How do the two losses at the end compare with "
        "those of the run without it?",
        choices=(
            "both losses are lower",
            "both losses are higher",
            "the training loss is higher and the validation loss is lower",
            "the training loss is lower and the validation loss is higher",
        ),
        answer="the training loss is higher and the validation loss is lower",
        why={
            "both losses are lower": "The training loss does not get lower. The network needed large weights to fit "
            "the training images so closely, and now large weights cost something.",
            "both losses are higher": "That happens when the decay is too strong. Here it is weak.",
            "the training loss is higher and the validation loss is lower": "The decay holds the network back from "
            "fitting every detail of its 200 images. That costs training loss, and it helps on other images.",
            "the training loss is lower and the validation loss is higher": "That is what overfitting does, and "
            "weight decay works against it.",
        },
    ),
    "11.4": Prediction(
        "The panel starts at 64 hidden units, rate 0.5 and batches of 32. With which of these changes does "
        "the network read the fewest validation images correctly?",
        choices=("8 hidden units instead of 64", "a rate of 5 instead of 0.5", "one batch of all 1,257 images"),
        answer="one batch of all 1,257 images",
        why={
            "8 hidden units instead of 64": "Eight units are few, but they are enough to tell most of the digits "
            "apart.",
            "a rate of 5 instead of 0.5": "The steps are ten times as long, and the curves become rough. Still, more "
            "than 94 of 100 images are read correctly at the end.",
            "one batch of all 1,257 images": "With one batch there is one step in each epoch, so 40 epochs are only "
            "40 steps. At a rate of 0.5 the network has not finished learning.",
        },
    ),
    "11.5": Prediction(
        "What does the hidden layer add to the share of test images that are read correctly?",
        choices=("about 1 image in 100", "about 5 images in 100", "about 20 images in 100"),
        answer="about 1 image in 100",
        why={
            "about 1 image in 100": "The ten weighted sums of the pixels already read nearly all of these small, "
            "centred images, so little is left to gain.",
            "about 5 images in 100": "So much cannot be gained, because without a hidden layer on average fewer than "
            "5 of 100 images are misread.",
            "about 20 images in 100": "So much cannot be gained, because without a hidden layer on average fewer than "
            "5 of 100 images are misread.",
        },
    ),
    "11.6": Prediction(
        "The outputs of a softmax over ten classes go through a second softmax by mistake. The first softmax is "
        "certain: it gives 1 to the correct class and 0 to the others. What does the second one give to the correct "
        "class?",
        choices=("1.00", "0.90", "0.23", "0.10"),
        answer="0.23",
        why={
            "1.00": "The second softmax does not see a certain answer. It sees ten logits, a 1 and nine 0s, which "
            "are close together.",
            "0.90": "For that, the logit of the correct class would have to lie more than 4 above the others. It "
            "lies 1 above them.",
            "0.10": "That is the share of each class if all ten logits are equal. One of them is larger by 1.",
            "0.23": "It takes e to the power of each input: e for the correct class and 1 for each of the nine "
            "others. The share is e divided by e + 9.",
        },
    ),
}
