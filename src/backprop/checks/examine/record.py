"""What the experiments show of one network, kept together until it is said in words."""

from dataclasses import dataclass, field

from backprop.checks.examine import state
from backprop.checks.examine.losses import scale_of


@dataclass
class Findings:
    """All that was found; `named` holds a fault's text for each path that is wrong."""

    bench: object
    judgement: object
    rate: float | None = None
    source: str = ""
    model: object = None
    named: dict = field(default_factory=dict)
    whole: str = ""
    printed: list = field(default_factory=list)
    later: object = None
    decay: tuple = ()
    adaptive: float = 0.0
    limit: float = 0.0
    run: tuple | None = None
    note: str = ""

    @property
    def fit(self):
        """The `Fit` of the loss that is descended."""
        return self.judgement.fit

    def name(self, path):
        """The block's name; one of a list or tuple of parameters is called by its place among the layers, or counted
        from 1.
        """
        if not isinstance(self.bench.subject.root, (list, tuple)):
            return state.name_of(path)
        if len(path) > 1:
            return "network" + "".join(f"[{key!r}]" if kind == "i" else f".{key}" for kind, key in path)
        for number, layer in enumerate(self.model.layers if self.model else (), start=1):
            if path in (layer.W, layer.b):
                return f"{'W' if path == layer.W else 'b'}{number}"
        return f"parameter {path[0][1] + 1} (shape {self.bench.start[path].shape})"

    @property
    def factor(self):
        """What stands before the sum over examples and outputs, the rate taken out."""
        return self.fit.factor / (1.0 if self.adaptive else self.rate or 1.0)

    @property
    def scale(self):
        """The factor's name, or ""."""
        one = self.judgement.experiments[0]
        if self.judgement.lengths:
            return ""
        return scale_of(self.factor, one.n, one.y.shape[1], self.fit.loss)
