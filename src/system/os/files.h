// Whole files and directories, read bounded and written so that a power cut leaves the old or the new one.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace ekiben::os {

/// The whole file. Errors: not_found, forbidden, too_large (over `max_bytes`), broken.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// Writes PATH.tmp with `mode` (umask does not matter), fsync, rename, fsync of the directory. Errors: not_found (no directory), forbidden,
/// unavailable (disk full), broken.
Result<void> write_file_atomically(const std::string& path, std::string_view bytes, unsigned mode = 0600);

/// Makes the directory with mode 0700 when it is not there (its parent must be), and tightens it to 0700 when others may enter it.
/// Errors: not_found, forbidden, invalid (something else lies there), broken.
Result<void> create_private_directory(const std::string& path);

/// True when there is something at `path`.
bool path_exists(const std::string& path);
/// True when it is a directory without entries, or nothing is there. Errors: as read_file; invalid when it is no directory.
Result<bool> is_empty_or_absent(const std::string& path);

/// The error of a failed system call as ours: "opening PATH: No such file or directory".
Error error_of_errno(int error_number, std::string_view doing);

} // namespace ekiben::os
