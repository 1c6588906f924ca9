// How much would five daily tariffs pay, and whom do they suit?
//
//     sweep SCENARIO CONTRACT TERM
//
// One line a tariff. The same families come in each, because their random numbers do not depend on the price: differences between lines are not noise.

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <edgecare.h>

namespace {

struct Freed {
    void operator()(edgecare_scenario *scenario) const { edgecare_scenario_free(scenario); }
    void operator()(edgecare_result *result) const { edgecare_result_free(result); }
    void operator()(edgecare_faults *faults) const { edgecare_faults_free(faults); }
};

template <typename Handle> using Owned = std::unique_ptr<Handle, Freed>;

void check(edgecare_status status)
{
    if (status != EDGECARE_FINE) {
        throw std::runtime_error(edgecare_status_text(status));
    }
}

Owned<edgecare_scenario> read(const std::string &path, const std::vector<std::string> &settings)
{
    std::vector<const char *> texts;
    for (const std::string &setting : settings) {
        texts.push_back(setting.c_str());
    }
    const Owned<edgecare_faults> faults(edgecare_faults_make());
    edgecare_scenario *scenario = nullptr;
    if (edgecare_scenario_read(path.c_str(), texts.data(), texts.size(), faults.get(), &scenario) != EDGECARE_FINE) {
        const edgecare_fault first = faults ? edgecare_faults_at(faults.get(), 0) : edgecare_fault();
        throw std::runtime_error(path + ": " + (first.text ? first.text : "cannot be read"));
    }
    return Owned<edgecare_scenario>(scenario);
}

Owned<edgecare_result> run(const edgecare_scenario *scenario)
{
    edgecare_result *result = nullptr;
    check(edgecare_run(scenario, nullptr, &result));
    return Owned<edgecare_result>(result);
}

double mean(const edgecare_result *result, const char *contract, const char *metric)
{
    edgecare_statistics told;
    check(edgecare_result_metric(result, edgecare_place{nullptr, contract, nullptr, nullptr, nullptr}, metric, &told));
    return told.mean;
}

void sweep(const std::string &path, const std::string &contract, const std::string &term)
{
    std::printf("tariff_gbp,paid_gbp,commissioner_saves,investor_loses\n");
    for (const double tariff : {25.0, 35.0, 45.0, 55.0, 65.0}) {
        const std::string price = "/contracts/" + contract + "/terms/" + term + "/price_gbp=" + std::to_string(tariff);
        const Owned<edgecare_scenario> scenario = read(path, {"/run/worlds=250", "/run/histories=2", price});
        const Owned<edgecare_result> result = run(scenario.get()); // freed before its scenario
        std::printf("%.0f,%.0f,%.3f,%.3f\n", tariff, mean(result.get(), contract.c_str(), "outcomes_payments_paid_gbp"),
                    mean(result.get(), contract.c_str(), "commissioner_saves"), mean(result.get(), contract.c_str(), "investor_loses"));
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("Usage: sweep SCENARIO CONTRACT TERM\n", stderr);
        return 2;
    }
    try {
        sweep(argv[1], argv[2], argv[3]);
    } catch (const std::exception &wrong) {
        std::fprintf(stderr, "sweep: %s\n", wrong.what());
        return 1;
    }
    return 0;
}
