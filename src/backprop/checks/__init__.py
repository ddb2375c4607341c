"""Is it right, and if not, which mistake is it? Takes functions and arrays, and needs NumPy only."""

from backprop.checks.examine import examine
from backprop.checks.exercises import assert_solved, exercise, results, summary
from backprop.checks.gradient import GradientCheck, gradient_check, numerical_gradient, relative_error

__all__ = [
    "GradientCheck",
    "assert_solved",
    "examine",
    "exercise",
    "gradient_check",
    "numerical_gradient",
    "relative_error",
    "results",
    "summary",
]
