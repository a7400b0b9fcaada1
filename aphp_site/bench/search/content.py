def measure(sizes: list[int]) -> None:
    pass
