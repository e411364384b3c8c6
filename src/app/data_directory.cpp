#include "app/data_directory.h"

#include "store/read_instance.h"
#include "store/read_profile.h"
#include "store/readers.h"
#include "system/config/keys.h"
#include "system/os/files.h"

namespace ekiben::app {

std::vector<Flag> configuration_flags() {
  std::vector<Flag> flags;
  for (const config::Key& key : config::keys()) {
    const Takes takes = key.value_name.empty() ? Takes::nothing : key.shape == config::Shape::list ? Takes::many_values : Takes::value;
    flags.push_back({key.flag, key.value_name, takes, key.help});
  }
  return flags;
}

Result<std::string> read_data_flag(const Arguments& arguments) {
  const auto directory = arguments.value("--data");
  if (!directory || directory->empty()) {
    return fail(ErrorKind::invalid, "--data DIR is missing: which directory holds the data?");
  }
  return *directory;
}

Result<config::Configuration> read_configuration(const std::string& directory, const Arguments& arguments) {
  config::Sources sources;
  sources.file_name = directory + "/ekiben.conf";
  if (os::path_exists(sources.file_name)) {
    auto text = os::read_file(sources.file_name, config::kMaxFileBytes);
    if (!text) {
      return fail(ErrorKind::misconfigured, text.error().message);
    }
    sources.file_text = *std::move(text);
  }
  sources.environment = config::process_environment();
  for (const Flag& flag : configuration_flags()) {
    for (const std::string& value : arguments.values(flag.name)) {
      sources.flags.emplace_back(flag.name, value);
    }
  }
  return config::read_configuration(sources);
}

Result<std::unique_ptr<store::Store>> open_existing_store(const std::string& directory, const Clock& clock) {
  const auto empty = os::is_empty_or_absent(directory);
  if (!empty) {
    return tl::unexpected<Error>(empty.error());
  }
  if (*empty) {
    return fail(ErrorKind::not_found, "there is no data in " + directory);
  }
  store::StoreOptions options;
  options.directory = directory;
  options.readers = 1;
  return store::Store::open(std::move(options), clock);
}

Result<std::optional<Identity>> find_identity(store::Store& store) {
  const auto reader = store.readers().take();
  EKIBEN_TRY(auto instance, store::find_instance(reader));
  EKIBEN_TRY(auto owner, store::find_owner(reader));
  if (!instance || !owner) {
    return std::optional<Identity>();
  }
  return std::optional<Identity>(Identity{*std::move(instance), *std::move(owner)});
}

} // namespace ekiben::app
