// One subcommand of the program. The table of them is in main.cpp.
#pragma once

#include "app/arguments.h"

#include <string_view>
#include <vector>

namespace ekiben::app {

struct Command {
  std::string_view name;
  std::string_view summary; ///< one line for the list
  std::string_view details; ///< what --help says below the flags; may be empty
  std::vector<Flag> flags;
  int (*run)(const Arguments& arguments); ///< returns the exit code
};

Command setup_command();
Command serve_command();
Command password_command();
Command check_command();
Command version_command();

/// To stderr: "ekiben: SENTENCE".
void complain(std::string_view sentence);
/// To stdout, with a line end.
void print(std::string_view text);

} // namespace ekiben::app
