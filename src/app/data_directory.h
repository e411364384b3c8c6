// The directory of data as every command meets it: --data, its configuration file, its store.
#pragma once

#include "app/arguments.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/instance.h"
#include "domain/owner.h"
#include "store/store.h"
#include "system/config/configuration.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ekiben::app {

inline constexpr Flag kDataFlag{"--data", "DIR", Takes::value, "the directory that holds everything"};

/// The flags of all configuration keys, for --help and for reading.
std::vector<Flag> configuration_flags();

/// Errors: invalid when --data is missing.
Result<std::string> read_data_flag(const Arguments& arguments);

/// DIR/ekiben.conf, the environment and the flags. Errors: misconfigured.
Result<config::Configuration> read_configuration(const std::string& directory, const Arguments& arguments);

/// An existing data directory. Errors: not_found when there is none (nothing is created), or as store::Store::open.
Result<std::unique_ptr<store::Store>> open_existing_store(const std::string& directory, const Clock& clock);

/// What the directory is, when it is set up.
struct Identity {
  domain::Instance instance;
  domain::Owner owner;
};
Result<std::optional<Identity>> find_identity(store::Store& store);

} // namespace ekiben::app
