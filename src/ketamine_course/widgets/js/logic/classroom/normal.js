// The standard normal distribution.

const FAR = 9;
const HALVINGS = 70;
const TERMS = 200;

/** The error function, as a series of positive terms (Abramowitz and Stegun 7.1.6): nothing cancels. @param {number} x */
function erf(x) {
  if (Math.abs(x) > FAR) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS && sum + term !== sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** The share of values below one. @param {number} x */
export const below = (x) => 0.5 * (1 + erf(x / Math.SQRT2));

/** The value below which a share lies, strictly between 0 and 1. @param {number} share */
export function valueAt(share) {
  let [low, high] = [-FAR, FAR];
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
