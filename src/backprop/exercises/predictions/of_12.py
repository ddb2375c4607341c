"""The predictions of notebook 12, your lab report."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "12.1": Prediction(
        "From seed 22 we train two networks for 5,000 epochs, one with two hidden units and one with four. Which of "
        "them solves XOR?",
        choices=("only the one with two units", "only the one with four units", "both of them", "neither of them"),
        answer="only the one with two units",
        why={
            "only the one with two units": "That is what this seed gives, although it is not what most seeds give. "
            "The next study asks 100 of them.",
            "only the one with four units": "That would be the better guess for most seeds, as the next study shows. "
            "This seed is an exception.",
            "both of them": "From many seeds both networks solve it. From this seed, one of the two gets stuck.",
            "neither of them": "One of the two networks does solve it from this seed.",
        },
    ),
    "12.2": Prediction(
        "Take ReLU units instead of sigmoid units and leave everything else: 4 units and a rate of 0.5. From how many "
        "of the four seeds 65, 66, 67 and 68 is XOR solved?",
        choices=("from all four", "from three", "from one", "from none"),
        answer="from three",
        why={
            "from all four": "ReLU units often learn faster, but some starts leave them at 0 for two of the inputs.",
            "from three": "From one seed the units are at 0 for two inputs that need different answers, and then "
            "nothing can tell these two apart.",
            "from one": "ReLU units solve XOR from more of these four seeds.",
            "from none": "ReLU units can solve XOR, and from most of these seeds they do.",
        },
    ),
    "12.3": Prediction(
        "You train once, and this one run solves XOR. Where does the 95 % interval for the share of solved runs begin?",
        choices=("at 95 %", "at 80 %", "at 50 %", "at 21 %"),
        answer="at 21 %",
        why={
            "at 95 %": "The 95 % belongs to the method: of 100 such intervals, about 95 contain the true share. It is "
            "not where the interval begins.",
            "at 80 %": "That would be a strong claim after one run. Even if only half of all starts solve XOR, one "
            "run often succeeds.",
            "at 50 %": "Even if only a third of all starts solve XOR, one run succeeds quite often, so a third cannot "
            "be excluded.",
            "at 21 %": "Even if only one start in four or five solves XOR, a first run that succeeds is nothing "
            "unusual. One run excludes hardly anything.",
        },
    ),
    "12.4": Prediction(
        "Two methods solve 80 and 91 of 100 runs. The 95 % intervals are 71 to 87 % and 84 to 95 %, so they overlap. "
        "What follows?",
        choices=(
            "the two methods are equally good",
            "nothing yet, because we need an interval of the difference",
            "the second method is better, because 91 is more than 80",
        ),
        answer="nothing yet, because we need an interval of the difference",
        why={
            "the two methods are equally good": "Overlap does not show that two shares are equal. It does not even "
            "show that the difference may be chance.",
            "nothing yet, because we need an interval of the difference": "Each interval says how far one share "
            "may be from the true one. Both shares are rarely so far off, and in opposite directions. The next cell "
            "computes the interval of the difference.",
            "the second method is better, because 91 is more than 80": "The difference could be chance. We have "
            "to compute whether it is larger than chance alone would usually make it.",
        },
    ),
}
