// A part of ourselves in a process of its own: for readers of files that were made to break readers.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::os {

struct ChildCall {
  std::string program;                ///< path of the executable; empty: our own (path_of_ourselves)
  std::vector<std::string> arguments; ///< without the program's name
  std::string_view input;             ///< written to its standard input
  std::size_t max_output_bytes = 16 * 1024 * 1024;
  std::chrono::milliseconds deadline{20'000};
};

/// Runs the program (posix_spawn: no copy of our memory), feeds it, and returns what it wrote to standard output when it ended with 0. It
/// gets an empty environment and no other file descriptors of ours but standard error. Killed at the deadline or when it writes too much.
/// Errors: timeout, too_large, unavailable (could not be started, or killed by a signal), invalid (another exit code).
Result<std::string> run_child(const ChildCall& call);

/// Where our own executable lies: /proc/self/exe, or what remember_program_path() was told when there is no /proc.
std::string path_of_ourselves();
/// main() calls it first, with argv[0], before anything changes the directory.
void remember_program_path(const char* argument_zero);

} // namespace ekiben::os
