// ekiben serve: everything runs, until a signal.
#include "actions/create_setup_token.h"
#include "app/command.h"
#include "app/composition.h"
#include "app/data_directory.h"
#include "app/exit_codes.h"
#include "app/service_manager.h"
#include "app/version.h"
#include "system/log/log.h"
#include "system/os/process.h"
#include "system/os/signals.h"

#include <csignal>
#include <cstdio>

namespace ekiben::app {
namespace {

std::string url_of(const std::string& listening) {
  if (listening.starts_with("unix:")) {
    return {};
  }
  if (listening.starts_with("0.0.0.0:")) {
    return "http://127.0.0.1" + listening.substr(listening.rfind(':'));
  }
  if (listening.starts_with("[::]:")) {
    return "http://[::1]" + listening.substr(listening.rfind(':'));
  }
  return "http://" + listening;
}

/// To stdout: what the person at the terminal needs. With a token in it, so not into the log.
void print_setup_address(const std::vector<std::string>& listening, const std::string& token) {
  const std::string path = "/setup?token=" + token;
  const std::string base = listening.empty() ? "" : url_of(listening.front());
  print("This directory has no owner yet. Open this address within one hour to set it up; it works once:\n\n  " + base + path +
        "\n\nBehind a proxy, or from another machine, the path is the same: " + path);
  std::fflush(stdout);
}

void wait_for_end(os::Signals& signals) {
  const auto watchdog = watchdog_interval();
  while (true) {
    const auto signal = watchdog ? signals.wait_for(*watchdog) : std::optional(signals.wait());
    if (!signal) {
      notify_service_manager("WATCHDOG=1");
    } else if (*signal != SIGHUP) {
      return;
    }
  }
}

Result<void> serve(const Arguments& arguments) {
  EKIBEN_TRY(const std::string directory, read_data_flag(arguments));
  EKIBEN_TRY(const config::Configuration configuration, read_configuration(directory, arguments));
  os::Signals signals; // before any thread
  os::forbid_core_dumps();
  os::raise_open_files_limit();
  const SystemClock clock;
  store::StoreOptions options;
  options.directory = directory;
  EKIBEN_TRY(auto store, store::Store::open(std::move(options), clock));
  EKIBEN_TRY(const auto identity, find_identity(*store));
  EKIBEN_TRY(const auto application, Application::create(std::move(store), directory, configuration, clock));
  application->start();
  if (configuration.development) {
    log::warning("DEVELOPMENT MODE: plain http is spoken, and allowed private addresses are dialled. Never use it on the internet.");
  }
  for (const std::string& address : application->listening()) {
    log::info("ekiben " + std::string(kVersion) + " listens on " + address);
  }
  if (identity) {
    print("@" + identity->owner.handle + "@" + identity->instance.handle_domain + " is served at " + identity->instance.base_url +
          " (listening on " + (application->listening().empty() ? "nothing" : application->listening().front()) + ")");
    std::fflush(stdout);
  } else {
    EKIBEN_TRY(const std::string token, actions::create_setup_token(application->actions()));
    print_setup_address(application->listening(), token);
  }
  notify_service_manager("READY=1");
  wait_for_end(signals);
  notify_service_manager("STOPPING=1");
  log::info("stopping");
  application->stop();
  return {};
}

int run_serve(const Arguments& arguments) {
  const auto done = serve(arguments);
  if (!done) {
    complain(done.error().message);
    return done.error().kind == ErrorKind::invalid ? kExitUsage : exit_code_of(done.error());
  }
  return kExitOk;
}

std::vector<Flag> serve_flags() {
  std::vector<Flag> flags = {kDataFlag};
  for (const Flag& flag : configuration_flags()) {
    flags.push_back(flag);
  }
  return flags;
}

} // namespace

Command serve_command() {
  return {
      "serve", "Runs the server. On an empty directory it prints the address of the set-up page.",
      "Every flag but --development, --allow and --map can also stand in DIR/ekiben.conf or in the environment (docs/configuration.md).",
      serve_flags(), run_serve};
}

} // namespace ekiben::app
