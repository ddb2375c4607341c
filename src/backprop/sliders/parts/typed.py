"""What a reader typed, as a number, and what to say of it beside the right one and the wrong ones."""

import ast
import math
import operator

from backprop.activations import sigmoid

SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
KNOWN = set("0123456789.eE+-*/() sigmod")  # what a number, a product and sigmoid(…) are written with
NEAR, ROUGH = 0.01, 0.06  # what is near enough, and what is a rounding too coarse: shares of the right number


def read(text):
    """(value, the half unit of the last digit typed) of a number or of a sum or product of numbers.

    Whoever types a product has rounded nothing: its half unit is 0.
    Raises ValueError with a sentence for the reader.
    """
    plain = text.strip().replace("−", "-").replace("·", "*").replace("×", "*").replace(",", ".")
    try:
        if not set(plain) <= KNOWN:
            raise ValueError
        value = float(_worked_out(ast.parse(plain, mode="eval").body))
        if not math.isfinite(value):
            raise ValueError
    except ZeroDivisionError:
        raise ValueError("That divides by 0.") from None
    except (SyntaxError, ValueError, TypeError, RecursionError, OverflowError, MemoryError):
        raise ValueError(
            f"“{text.strip()[:40]}” is no number. Type one such as −0.25, or a product such as 0.5 * 0.25."
        ) from None
    digits = plain.lstrip("+- ")
    typed = digits.replace(".", "").isdigit() and value != 0
    return value, 0.5 * 10.0 ** -len(digits.partition(".")[2]) if typed else 0.0


def _worked_out(node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_worked_out(node.left), _worked_out(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return _worked_out(node.operand) * (-1 if isinstance(node.op, ast.USub) else 1)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "sigmoid" and len(node.args) == 1:
        return sigmoid(_worked_out(node.args[0]))
    raise ValueError


def compare(text, right, mistakes, hint):
    """(True if it is right, what to say of it).

    right     the number
    mistakes  {what went wrong: the number that it gives}
    hint      what to say where nothing known matches
    """
    try:
        value, half = read(text)
    except ValueError as error:
        return False, str(error)
    off = abs(value - right)
    says, wrong = min(mistakes.items(), key=lambda item: abs(value - item[1]), default=("", float("inf")))
    beside = abs(value - wrong)
    if max(off, beside) <= half or (off <= half and half > ROUGH * abs(right) and off):
        return False, "More digits, please: rounded like this, a right and a wrong one look alike."
    if beside < off and beside <= max(half, NEAR * abs(wrong)):
        return False, f"{says}."
    if off <= max(half, NEAR * abs(right)):
        return True, ""
    if off <= ROUGH * abs(right):
        return False, "Close. Carry one digit more on the way."
    return False, f"No. {hint}"
