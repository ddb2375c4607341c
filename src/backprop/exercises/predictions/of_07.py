"""The predictions of notebook 07, the learning rate."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "7.1": Prediction(
        "We take one step from the same start with each of these rates. After which step is the loss lowest?",
        choices=("0.01", "1", "100"),
        answer="1",
        why={
            "0.01": "This step lowers the loss, but by very little, because it is so short.",
            "1": "It lowers the loss by 0.0661, which is less than the 0.0877 that equation 7.2 promises, but more "
            "than the short step does.",
            "100": "Equation 7.2 promises a large fall. But such a long step ends far away, where the gradient at the "
            "start tells us nothing: the loss rises by 13.8946.",
        },
    ),
    "7.2": Prediction(
        "Which of these rates comes nearest to the bottom of the valley in 12 steps?",
        choices=("0.5", "10", "50"),
        answer="10",
        why={
            "0.5": "Its steps go the right way, but they are short: after 12 of them the loss is still 1.814.",
            "10": "Its steps are long enough to reach the bottom of the valley and short enough to stay there: the "
            "loss is 0.705, the lowest on the map.",
            "50": "Its steps are so long that each of them goes across the valley to the other side: after 12 steps "
            "the loss is 2.465, higher than at the start.",
        },
    ),
    "7.3": Prediction(
        "Which is the largest of these rates with which a run still reaches the bottom, if it may take 2,000 steps?",
        choices=("10", "20", "25", "50"),
        answer="20",
        why={
            "10": "10 is well below the limit of 20.6, so it is not the largest.",
            "20": "20 is just below the limit of 20.6. Across the valley the factor is 1 − 20 · 0.0969, about −0.94: "
            "the run jumps across the bottom and comes a little nearer with each jump.",
            "25": "25 is above the limit of 20.6: across the valley each step multiplies the distance by about −1.4.",
            "50": "50 is far above the limit of 20.6: across the valley each step multiplies the distance by about "
            "−3.8.",
        },
    ),
    "7.4": Prediction(
        "What will the loss curve of a rate of 50 look like?",
        choices=(
            "it falls ten times as fast as with a rate of 5",
            "it goes up and down to the end",
            "it stays flat from the first epoch on",
        ),
        answer="it goes up and down to the end",
        why={
            "it falls ten times as fast as with a rate of 5": "That would be so if equation 7.2 held for long steps. "
            "But these steps are too long for the curvature of the loss.",
            "it goes up and down to the end": "The steps are too long for the curvature of the loss, so the run jumps "
            "from one side of the valley to the other: the loss rises in every second epoch.",
            "it stays flat from the first epoch on": "A curve that is flat from the first epoch on means that the "
            "steps hardly change the loss. With a rate of 50 they are long, and the loss changes in every epoch.",
        },
    ),
    "7.5": Prediction(
        "From seed 65 and with 4 hidden units, which is the smallest of these rates that does not solve XOR?",
        choices=("2", "20", "50"),
        answer="50",
        why={
            "2": "With a rate of 2 the run does much the same as with 0.5, only sooner.",
            "20": "A rate of 20 is large, but from this start it still solves XOR. From other starts it often does "
            "not, as section 7.5 shows.",
            "50": "Its steps are so long that one hidden sigmoid after another is saturated, and then its weights "
            "hardly change any more.",
        },
    ),
    "7.6": Prediction(
        "Take the rates with which nearly every start solves XOR. How many times larger is the largest than the "
        "smallest?",
        choices=("about 3 times", "about 10 times", "about 100 times"),
        answer="about 100 times",
        why={
            "about 3 times": "The range is much wider, which is good news: you need not find the best rate, only one "
            "that is good enough.",
            "about 10 times": "The range is wider still, which is good news: you need not find the best rate, only one "
            "that is good enough.",
            "about 100 times": "From 0.1 to 10, nearly every start solves XOR. So a search that tries 0.01, 0.1, 1 and "
            "10 is fine enough, and that is how people usually search for a learning rate.",
        },
    ),
}
