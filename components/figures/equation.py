"""A receipt set in mathematics, as LaTeX."""

from __future__ import annotations

from components.figures.receipt import AxisReceipt, Term

ON_A_LINE = 3  # terms; more do not fit on a phone


def equation(receipt: AxisReceipt, letter: str) -> str:
    """Return the LaTeX of a receipt, a displayed formula of several lines.

    Args:
        receipt: The coordinate and what adds up to it.
        letter: What the coordinate is called.
    """
    decimals = receipt["decimals"]
    parts = [brace(number(receipt["start"], decimals), receipt["start_label"])]
    parts += [product(term) for term in receipt["terms"]]
    parts.append(brace(signed(receipt["others"], decimals), receipt["others_label"]))
    if receipt["residual"] is not None:
        parts.append(brace(signed(receipt["residual"], decimals), "residual"))
    rows = [r" \;".join(parts[k : k + ON_A_LINE]) for k in range(0, len(parts), ON_A_LINE)]
    general = (
        r"b + \sum_k w_k\, a_k" if receipt["residual"] is None else rf"{letter}_0 + \sum_k \bar w_k\, \Delta a_k + r"
    )
    lines = [rf"{letter} &= {general}", "&= " + rows[0], *(rf"&\quad {row}" for row in rows[1:])]
    lines.append(f"&= {number(receipt['total'], decimals)}")
    return "$$\n\\begin{aligned}\n" + " \\\\[4pt]\n".join(lines) + "\n\\end{aligned}\n$$"


def product(term: Term) -> str:
    """Return weight × activation with its sign, and its unit underneath."""
    weight = term["weight"].replace("−", "-")
    sign = "-" if weight.startswith("-") else "+"
    activation = term["activation"].replace("−", "-")
    factor = rf"({activation})" if activation.startswith(("+", "-")) else activation
    return brace(rf"{sign}\, {weight.lstrip('-')} \times {factor}", f"unit {term['unit']}")


def brace(formula: str, label: str) -> str:
    """Return a formula with a label underneath."""
    return rf"\underbrace{{{formula}}}_{{\text{{{label}}}}}"


def number(value: float, decimals: int) -> str:
    """Return a number as LaTeX has it."""
    return f"{value:.{decimals}f}"


def signed(value: float, decimals: int) -> str:
    """Return a number with its sign set apart, as a term of a sum."""
    return rf"{'-' if value < 0 else '+'}\, {number(abs(value), decimals)}"
