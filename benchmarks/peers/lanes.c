/* The limit: the report's arithmetic in C, one network a SIMD lane, everything in registers and the first cache.
 * Build with -DREAL=float -DINT=int -DBITS=23, or -DREAL=double -DINT="long long" -DBITS=52. */
typedef REAL lanes __attribute__((vector_size(64)));
typedef INT ints __attribute__((vector_size(64)));
enum { EXAMPLES = 4, MOST_HIDDEN = 64, TERMS = sizeof(REAL) == 4 ? 6 : 12 };

static inline lanes everywhere(REAL x) { return x - (lanes){0}; }

static inline lanes choose(ints where, lanes a, lanes b) { return (lanes)((where & (ints)a) | (~where & (ints)b)); }

/* exp(x) = 2^n exp(r) with |r| <= ln 2 / 2, and a Taylor sum for exp(r) */
static inline lanes exponential(lanes x)
{
    REAL least = sizeof(REAL) == 4 ? -87 : -708;
    x = choose(x < least, everywhere(least), choose(x > -least, everywhere(-least), x));
    REAL magic = 3 * (REAL)(1ll << (BITS - 1));        /* adding it rounds to a whole number */
    lanes n = (x * (REAL)1.4426950408889634 + magic) - magic;
    lanes r = x - n * (REAL)0.693145751953125;
    r -= n * (REAL)1.42860682030941723212e-6;
    lanes sum = everywhere(1);
    for (int k = TERMS; k > 0; k--) sum = 1 + sum * r * ((REAL)1 / k);
    ints bits = __builtin_convertvector(n, ints) << BITS;
    return (lanes)((ints)sum + bits);
}

static inline lanes sigmoid(lanes z) { return 1 / (1 + exponential(-z)); }

/* W1 [h][2][LANES], b1 [h][LANES], W2 [h][LANES], b2 [LANES], rate [LANES]; mse [LANES] is that of the last epoch */
void train(int n_hidden, int epochs, const REAL *X, const REAL *y, lanes *W1, lanes *b1, lanes *W2, lanes *b2,
           const lanes *rate, lanes *mse)
{
    lanes a1[MOST_HIDDEN][EXAMPLES], d2[EXAMPLES];
    for (int epoch = 0; epoch < epochs; epoch++) {
        *mse = everywhere(0);
        for (int m = 0; m < EXAMPLES; m++) {
            lanes z2 = *b2;
            for (int k = 0; k < n_hidden; k++) {
                a1[k][m] = sigmoid(W1[2 * k] * X[2 * m] + W1[2 * k + 1] * X[2 * m + 1] + b1[k]);
                z2 += W2[k] * a1[k][m];
            }
            lanes error = sigmoid(z2) - y[m];
            *mse += error * error / EXAMPLES;
            d2[m] = error * *rate / EXAMPLES;
        }
        for (int k = 0; k < n_hidden; k++) {
            lanes dW2 = {0}, dx0 = {0}, dx1 = {0}, db1 = {0};
            for (int m = 0; m < EXAMPLES; m++) {
                lanes slope = d2[m] * a1[k][m], d1 = slope * (1 - a1[k][m]) * W2[k];
                dW2 += slope; db1 += d1; dx0 += d1 * X[2 * m]; dx1 += d1 * X[2 * m + 1];
            }
            W2[k] -= dW2; b1[k] -= db1; W1[2 * k] -= dx0; W1[2 * k + 1] -= dx1;
        }
        for (int m = 0; m < EXAMPLES; m++) *b2 -= d2[m];
    }
}
