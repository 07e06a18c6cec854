"""Which address is wished for, and did it confirm itself?"""
