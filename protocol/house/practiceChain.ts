/** Practice code runs only where both the deployment file and the chain say so. */
export const PRACTICE_CHAIN_ID = 31337;
