"""The others: each module has a NAME and `prepare(work)`, which gives two functions, one that trains and one that says.

train()  takes every network `work.epochs` steps on from `work.starts`: this is what is timed
mse()    (R,)  the mean squared error that each network has come to
"""
