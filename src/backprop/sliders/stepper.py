"""The panel of notebook 03: one walk through the network, forward and back, which asks for each number first."""

import copy

from backprop.pictures import computational_graph, plots
from backprop.pictures.numbers import plain
from backprop.pictures.quick_text import quick_text
from backprop.sliders.forward_and_back import forward_and_back
from backprop.sliders.parts.controls import Button, row
from backprop.sliders.parts.form import Form
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.panel import Panel
from backprop.sliders.parts.typed import compare


def stepper(network, X, y, example=0, unit=0, learning_rate=0.5):
    """The panel, on the path from the first input through one hidden unit to the loss of one example.

    network        2 layers, sigmoid, one output, loss "mse"
    X, y           (n_features, n_examples), (1, n_examples)
    example, unit  the column of X and the hidden unit to start with
    Raises ValueError for any other network.
    """
    sigmoids = network.activation.name == network.output.name == "sigmoid"
    if network.n_layers != 2 or network.sizes[-1] != 1 or not sigmoids or network.loss.name != "mse":
        raise ValueError("network must have 2 sigmoid layers, one output and the loss 'mse'")
    return Stepper(network, X, y, example, unit, learning_rate)


class Stepper(Panel):
    """Use `stepper`, which says what the arguments are."""

    colours = (plots.BLUE,)  # a new weight comes late

    def __init__(self, network, X, y, example, unit, learning_rate):
        self.network, self.X, self.y, self.learning_rate = network, X, y, learning_rate
        rows = ["(" + ", ".join(f"{value:g}" for value in column) + ")" for column in X.T]
        units = [str(i + 1) for i in range(network.sizes[1])]
        self.row, self.unit = Menu("Row", rows, rows[example]), Menu("Hidden unit", units, units[unit])
        self.answer = Form()
        self.back, self.next = Button("Back", self._go_back), Button("Next", self._show)
        self.again = Button("Start again", self._start_again)
        self.graph = computational_graph.Graph(computational_graph.PATH)
        look = {"va": "center", "fontsize": 10.5, "color": plots.INK}
        self.titles = [quick_text(self.graph.ax, 0.12, height, **look) for height in (2.58, 2.34)]
        self._start()
        self.answer.observe(self._compare, "submitted")
        choices, buttons = row(self.row, self.unit), row(self.back, self.next, self.again)
        super().__init__(self.graph.figure, [choices, buttons])
        hint = self.children[0]
        self.children = hint, choices, self.view, self.answer, buttons  # the question stands right above the box

    def draw(self):
        if self.chosen != (self.row.value, self.unit.value):
            self._start()
        self.answer.label = f"Your number for {self.asked.name}" if self.asked else "Nothing left to ask"
        target = f"{self.y[0, self.example]:g}"
        self.titles[0].set_text(f"row {self.row.value}, target {target}, hidden unit {self.unit.value}")
        self.titles[1].set_text(self._where())
        numbers = self._numbers()
        moving = [*self.graph.write(numbers, self.asked and self.asked.keys[0]), *self.titles]
        return moving, f"{self.said} {self._question()}".strip(), self._alt(numbers)

    def _numbers(self):
        """What stands in the drawing: all numbers up to the one that is asked for."""
        known = {key: question.value for question in self.questions[: self.place] for key in question.keys}
        given = [question.given for question in self.questions[: self.place + 1]]
        return {key: number for numbers in [known, *given] for key, number in numbers.items()}

    def _alt(self, numbers):
        question = f" A question mark stands for {self.asked.name}." if self.asked else ""
        return f"The path from w1 to J: {self.graph.words(numbers)}{question}"

    @property
    def asked(self):
        """The Question that is asked for, or None at the end."""
        return self.questions[self.place] if self.place < len(self.questions) else None

    def _where(self):
        done = f"all {len(self.questions)} numbers are in place"
        return f"{self.asked.stage}: number {self.place + 1} of {len(self.questions)}" if self.asked else done

    def _question(self):
        where = self._where()
        if self.asked:
            return f"{where[0].upper()}{where[1:]}. {self.asked.question}"
        return f"A{where[1:]}. If every parameter takes its step, J goes from {self._loss(0)} to {self._loss(1)}."

    def _loss(self, steps):
        network, columns = copy.deepcopy(self.network), [self.example]
        for _ in range(steps):
            network.backward(self.X[:, columns], self.y[:, columns], self.learning_rate)
        return plain(network.loss_value(self.X[:, columns], self.y[:, columns]), 4)

    # What the reader does

    def _start(self):
        self.example, unit = (menu.options.index(menu.value) for menu in (self.row, self.unit))
        self.questions = forward_and_back(self.network, self.X, self.y, self.example, unit, self.learning_rate)
        self.chosen = self.row.value, self.unit.value
        self._stand(0)

    def _stand(self, place, said=""):
        self.place, self.said, self.answer.value = place, said, ""

    def _compare(self, change=None):
        with self.lock:
            if self.asked and self.answer.value.strip():
                right, said = compare(self.answer.value, self.asked.value, self.asked.mistakes, self.asked.hint)
                if right:
                    self._stand(self.place + 1, f"Right: {self._equation()}")
                else:
                    self.said = said
            self.update()

    def _equation(self):
        return f"{self.asked.name} = {plain(self.asked.value, 4)}."

    def _show(self):
        """On to the next number; this one is shown, with its formula."""
        with self.lock:
            if self.asked:
                self._stand(
                    self.place + 1, f"Shown: {self.asked.name} = {plain(self.asked.value, 4)}. {self.asked.hint}"
                )
            self.update()

    def _go_back(self):
        with self.lock:
            self._stand(max(self.place - 1, 0))
            self.update()

    def _start_again(self):
        with self.lock:
            self._stand(0)
            self.update()
