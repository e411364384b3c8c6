// ekiben version [--data DIR]: which program this is, and what a directory was made by.
#include "app/version.h"
#include "app/command.h"
#include "app/data_directory.h"
#include "app/exit_codes.h"

namespace ekiben::app {
namespace {

int run_version(const Arguments&) {
  print(std::string("ekiben ") + kVersion);
  return kExitOk;
}

} // namespace

Command version_command() { return {"version", "Says which version this is.", "", {kDataFlag}, run_version}; }

} // namespace ekiben::app
