"""The start page: a network that trains while you look, and the way to every notebook."""


def files():
    return {}
