// The configuration file, the environment and flags.
#include "system/config/configuration.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  ekiben::config::Sources sources;
  sources.file_name = "ekiben.conf";
  sources.file_text = text;
  const auto configuration = ekiben::config::read_configuration(sources);
  // A file can never open the doors that only flags open.
  if (configuration && (configuration->development || !configuration->allow.empty() || !configuration->host_map.empty())) {
    std::abort();
  }
  const auto equals = text.find('=');
  if (equals != std::string::npos) {
    sources.file_text.clear();
    sources.environment = {{"EKIBEN_" + text.substr(0, equals), text.substr(equals + 1)}};
    (void)ekiben::config::read_configuration(sources);
    sources.environment.clear();
    sources.flags = {{"--development", ""}, {"--" + text.substr(0, equals), text.substr(equals + 1)}};
    (void)ekiben::config::read_configuration(sources);
  }
  return 0;
}
