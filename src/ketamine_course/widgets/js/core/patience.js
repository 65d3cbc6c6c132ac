/** Milliseconds until a kernel that says nothing is told: within a second, words stand on the page. */
export const PATIENCE = 900;
