"""Writes numbers with what Python's decimal module makes of them: half to even, of the shortest text of the number."""

import random
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 60
source = random.Random(8170)
numbers = [0.125, 0.135, 2.675, 1.005, 0.5, 1.5, 2.5, -2.5, -0.4, 9.995, 99.95, 999.5, 0.05, 1e-7, 123456789012345.0, 0.0, -0.0, 5e-324]
for _ in range(1000):
    digits = source.randrange(0, 7)
    numbers.append(source.choice([source.uniform(-1000, 1000), round(source.uniform(0, 100), digits), source.randrange(-2000, 2000) / 8]))
for number in numbers:
    for digits in (0, 1, 2, 3):
        text = str(Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN, context=None))
        print(repr(number), digits, text.lstrip("-") if Decimal(text) == 0 else text)
