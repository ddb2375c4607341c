// The series' network, 2 inputs, n hidden units, 1 output, all sigmoid, in plain numbers: trained in the page itself.
export const XOR = { X: [[0, 0], [0, 1], [1, 0], [1, 1]], y: [0, 1, 1, 0] };
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// parameters: W1 row by row (n × 2), b1 (n), W2 (n), b2, as one array of 4n + 1 numbers
export class Network {
  constructor(parameters) {
    this.p = Float64Array.from(parameters);
    this.n = (this.p.length - 1) / 4;
    this.a = new Float64Array(this.n);
    this.gradient = new Float64Array(this.p.length);
  }
  // The answer for one point; the hidden units' answers stay in `a`.
  predict(x1, x2) {
    const { p, n, a } = this;
    let z = p[4 * n];
    for (let k = 0; k < n; k++) {
      a[k] = sigmoid(p[2 * k] * x1 + p[2 * k + 1] * x2 + p[2 * n + k]);
      z += p[3 * n + k] * a[k];
    }
    return sigmoid(z);
  }
  // The mean loss of the four examples, "cross-entropy" or "mse".
  loss(kind) {
    const each = { mse: (a, y) => (a - y) ** 2, "cross-entropy": (a, y) => -Math.log(Math.max(y ? a : 1 - a, 1e-15)) };
    return XOR.X.reduce((sum, [x1, x2], i) => sum + each[kind](this.predict(x1, x2), XOR.y[i]), 0) / 4;
  }
  // One step of gradient descent over all four examples.
  step(rate, kind) {
    const { p, n, a, gradient: g } = this;
    g.fill(0);
    XOR.X.forEach(([x1, x2], i) => {
      const answer = this.predict(x1, x2), off = answer - XOR.y[i];
      const dz2 = (kind === "mse" ? 2 * off * answer * (1 - answer) : off) / 4;
      g[4 * n] += dz2;
      for (let k = 0; k < n; k++) {
        const dz1 = dz2 * p[3 * n + k] * a[k] * (1 - a[k]);
        g[3 * n + k] += dz2 * a[k];
        g[2 * n + k] += dz1;
        g[2 * k] += dz1 * x1;
        g[2 * k + 1] += dz1 * x2;
      }
    });
    for (let k = 0; k < p.length; k++) p[k] -= rate * g[k];
  }
}
