"""What counts as homework that was done."""

MOST_OF_IT = 3  # of "none, little, half, most, all", as the tracker's `completion` numbers them
