// The house's server alone, from configuration (see relay/main.ts).
import "../../relay/main.ts";
