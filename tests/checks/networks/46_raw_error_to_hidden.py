# ruff: noqa
# fmt: off
"""Recognise digits: lists in, columns inside."""
import numpy as np


class neuralNetwork:
    def __init__(self, inodes, hnodes, onodes, lr):
        self.wih = np.random.normal(0.0, hnodes ** -0.5, (hnodes, inodes))
        self.who = np.random.normal(0.0, onodes ** -0.5, (onodes, hnodes))
        self.lr = lr

    def activate(self, x):
        return 1 / (1 + np.exp(-x))

    def train(self, inputs_list, targets_list):
        inputs = np.array(inputs_list, ndmin=2).T
        targets = np.array(targets_list, ndmin=2).T
        hidden_outputs = self.activate(self.wih @ inputs)
        final_outputs = self.activate(self.who @ hidden_outputs)
        output_errors = targets - final_outputs
        hidden_errors = self.who.T @ output_errors
        self.who += self.lr * (output_errors * final_outputs * (1 - final_outputs)) @ hidden_outputs.T
        self.wih += self.lr * (hidden_errors * hidden_outputs * (1 - hidden_outputs)) @ inputs.T

    def query(self, inputs_list):
        inputs = np.array(inputs_list, ndmin=2).T
        return self.activate(self.who @ self.activate(self.wih @ inputs))
