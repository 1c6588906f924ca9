#!/usr/bin/env bash
# Words as people say them in a council, and what `explain` must name among the first for each. Usage: explain_words.sh EDGECARE
set -uo pipefail
edgecare=$1
bad=0
while IFS='|' read -r said named; do
  # shellcheck disable=SC2086
  told=$("$edgecare" explain $said 2>&1) || { echo "explain $said: $told"; bad=1; continue; }
  grep -E '^(/|metric )' <<<"$told" | head -n 6 | grep -qxE "(metric )?$named" || { echo "explain $said does not tell of $named first: $(grep -E '^(/|metric )' <<<"$told" | tr '\n' ' ')"; bad=1; }
  [ "$(awk '/^$/ {n = 0} !/^$/ {n++} n > 6 {print; exit}' <<<"$told")" = "" ] || { echo "explain $said: more than six lines of one"; bad=1; }
done <<'WORDS'
deadweight|/contracts/NAME/terms/NAME/deadweight
cashable|/states/NAME/cashable_share
cashable savings|cashable_saving_gbp
waiting list|/people/wait_days
waiting times|/people/wait_days
tariff|/contracts/NAME/terms/NAME/price_gbp
rate card|/contracts/NAME/terms/NAME/price_gbp
payment cap|/contracts/NAME/limit_gbp
Local Authority|/sites/NAME/council
county|/sites/NAME/council
foster|/states/NAME/day_cost_gbp
residential care|/states/NAME/day_cost_gbp
unit costs|/states/NAME/day_cost_gbp
unit|/contracts/NAME/terms/NAME/unit
inflation|/appraisal/deflator_per_year
discount|/appraisal/discount_rate_per_year
social impact bond|/contracts/NAME/capital
SIB|/contracts/NAME/capital
social impact bonds|/contracts/NAME/capital
loan|/contracts/NAME/capital/tranches
break-even|payback_months
value for money|benefit_cost_ratio_payer
cost benefit|benefit_cost_ratio_payer
NPV|investor_npv_gbp
irr|investor_irr_per_year
fidelity|/therapies/NAME/adherence
drop-out|/therapies/NAME/effects/NAME/dropout_share
attrition|/therapies/NAME/completion_share
effect size|/therapies/NAME/effects/NAME/hazard_ratio
fade-out|/therapies/NAME/effects/NAME/half_life_days
FFT|/therapies
cherry-picking|/gaming/select_low_risk
perverse incentives|/gaming
deadline|/contracts/NAME/last_claimable
start date|/starts
end date|/sites/NAME/closes
number of children|children_started
how many children|children_started
reunification|children_in_care_started
siblings|/people/siblings
ethnicity|/people/groups
age|/people/age_years
covid|/shocks
simulations|/run/worlds
confidence interval|/run/worlds
life chances fund|other_payers_payments_gbp
top-up|/contracts/NAME/top_up_admin_gbp_per_year
caseload|/sites/NAME/caseload
seed|/run/seed
baseline|/contracts/NAME/terms/NAME/baseline
WORDS
exit $bad
