"""Neurons that map matrices to matrices: evaluated, expanded, differentiated, trained.

The question: let the inputs of a neuron be n×n matrices, its weights real numbers, and let its
activation be a matrix function, given by its Taylor series. Could such a network be trained, say
to fit e^A by adjusting the real a_i in A = sum of a_i A_i?

Run it with `python examples/03_matrix_neurons.py`; fitting needs `pip install "symnn[twins]"`.
"""

import math

import symnn as sn
from symnn.latex.matrix_function_writer import write_function_of_matrix

# 1. A neuron evaluates, exactly. Eigenvalues -1 and -17, and no digit is lost.
A = [[-49, 24], [-64, 31]]
value = sn.matrix_function(sn.exp, A)
print("e^A =", write_function_of_matrix(value))
print("    =", value.enclosure(53).str(15))

# 2. Its Taylor series: where it converges, and how much of it is needed.
series = sn.taylor(sn.exp)
print("\nDoes the series of exp converge at A?", series.convergence(A).reason)
print("Terms for an error of 10^-10:", sn.terms_needed(series, A, "1e-10"))
bound, error = sn.remainder(series, A, 60).bound, sn.true_error(series, A, 60)
print("After 60 terms: proved bound", bound.str(3, radius=False), "true error", error.str(3))
print("The largest term is so many times the value:", sn.hidden_cancellation(series, A, 60).str(3))
print("tanh at [[0, 2], [2, 0]]:", sn.taylor(sn.tanh).convergence([[0, 2], [2, 0]]).reason)
try:
    sn.taylor(sn.relu)
except sn.UndefinedError as reason:
    print("relu:", reason)
print("relu(A) on the spectrum:", sn.matrix_function(sn.relu, [[1, 5], [0, -1]]).matrix())

# 3. A network: commuting inputs make it one function of one matrix, whatever its depth.
B = sn.Matrix([[2, 1], [1, 2]])
net = sn.MatrixNetwork(
    sn.MatrixAffine([[1, 1], [1, -1]], [sn.Matrix.identity(2), sn.Matrix.zeros(2, 2)]),
    sn.MatrixActivation(sn.tanh),
    sn.MatrixAffine([[1, 2]]),
    sn.MatrixActivation(sn.exp),
)
print(f"\n{net}")
print("net(B, B^2) =", write_function_of_matrix(net(B, B @ B).found))

# 4. Training: the gradient is exact, by Fréchet derivatives.
units = [[[1, 0], [0, 0]], [[0, 1], [0, 0]], [[0, 0], [1, 0]], [[0, 0], [0, 1]]]
target = [[2, 1], [1, 1]]
at_zero = sn.fit_at(sn.exp, units, [0, 0, 0, 0], target)
print("\nGradient of |e^A - B|^2 at 0:", [str(g.mid()) for g in at_zero.gradient_balls()])
fit = sn.fit_matrix_function(sn.exp, units, target)
print("Can e^A = [[2, 1], [1, 1]] be fitted?", fit.outcome, "-", fit.reason)
print("    a =", ", ".join(f"{a:.8f}" for a in fit.coefficients))

# 5. And where it fails, the reason is a theorem.
for goal in ([[1, 0], [0, -1]], [[-1, 0], [0, -2]], [[-1, 1], [0, -1]]):
    end = sn.fit_matrix_function(sn.exp, units, goal, start=[0.1, 0.2, -0.3, 0.4])
    print(f"e^A = {goal}: {end.outcome} - {end.reason}")
turn = [[[0, -1], [1, 0]]]
half = sn.Matrix([[1, -1], [1, 1]]) / 2
rest = sn.fit_matrix_function(sn.exp, turn, half, start=[math.pi / 4 + math.pi])
print("A rotation from the wrong side:", rest.outcome, "-", rest.reason)

# 6. A deeper network: every W_ij is trained, and the exact gradient is at hand.
deep = sn.MatrixNetwork(
    sn.MatrixAffine([[0, 0, 0, 0], [0, 0, 0, 0]]),
    sn.MatrixActivation(sn.tanh),
    sn.MatrixAffine([[0, 0]]),
    sn.MatrixActivation(sn.exp),
)
learnt = sn.fit_matrix_network(deep, [(units, target)], seed=1)
print(f"\n{deep}, from seed {learnt.seed}:", learnt.outcome, "-", learnt.reason)
slopes = sn.network_gradient(learnt.network, [(units, target)]).balls(40)
print("    d loss/d W_11 there:", slopes[0].weight[0][0].str(3))
resting = sn.fit_matrix_network(deep, [(units, target)])
print("From zero weights:", resting.outcome, "-", resting.reason)
edge = sn.fit_obstacle(sn.tanh, units, [[1, 0], [0, 0]])
print("tanh(A) = [[1, 0], [0, 0]]:", edge)
