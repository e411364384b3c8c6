// What a process gives up before it looks at a hostile file.
#pragma once

#include "base/result.h"

#include <cstddef>

namespace ekiben::os {

struct ConfineLimits {
  std::size_t max_memory_bytes = 320 * 1024 * 1024; ///< address space
  unsigned max_cpu_seconds = 15;
};

/// In the child, after its input is known to come from standard input alone: resource limits (memory, CPU, no files, no core, no
/// processes), then a seccomp filter that allows reading and writing of what is open, memory, and exit; everything else kills the process.
/// Where the kernel has no seccomp (before 3.5, or it is forbidden here) the limits must do, and false is returned. Errors: broken when not
/// even the limits could be set.
Result<bool> confine_this_process(const ConfineLimits& limits = {});

} // namespace ekiben::os
