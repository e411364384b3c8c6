// One process per data directory.
#pragma once

#include "base/result.h"
#include "system/os/unique_fd.h"

#include <string>

namespace ekiben::os {

/// An exclusive flock on DIRECTORY/lock, held until destroyed (the kernel drops it when the process dies in any way). The file keeps the
/// holder's process id for the message only.
class DirectoryLock {
public:
  /// Does not wait. Errors: misconfigured when another process holds it ("... is in use by process 123"), or as os::read_file.
  static Result<DirectoryLock> acquire(const std::string& directory);

private:
  explicit DirectoryLock(UniqueFd fd) : fd_(std::move(fd)) {}
  UniqueFd fd_;
};

} // namespace ekiben::os
