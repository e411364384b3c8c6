#include "system/os/files.h"

#include "system/os/unique_fd.h"

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace ekiben::os {
namespace {

tl::unexpected<Error> fail_errno(std::string_view doing) { return tl::unexpected<Error>(error_of_errno(errno, doing)); }

std::string directory_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) {
    return ".";
  }
  return slash == 0 ? "/" : path.substr(0, slash);
}

Result<void> write_all(int fd, std::string_view bytes, std::string_view doing) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      return fail_errno(doing);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

/// So that the new name itself survives a power cut. Some file systems cannot sync a directory and say EINVAL: nothing more can be done
/// there.
Result<void> sync_directory(const std::string& path) {
  const UniqueFd directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory || (::fsync(directory.get()) != 0 && errno != EINVAL)) {
    return fail_errno("syncing " + path);
  }
  return {};
}

} // namespace

Error error_of_errno(int error_number, std::string_view doing) {
  ErrorKind kind = ErrorKind::broken;
  switch (error_number) {
  case ENOENT:
    kind = ErrorKind::not_found;
    break;
  case EACCES:
  case EPERM:
  case EROFS:
    kind = ErrorKind::forbidden;
    break;
  case ENOTDIR:
  case EISDIR:
  case ENAMETOOLONG:
  case ELOOP:
    kind = ErrorKind::invalid;
    break;
  case ENOSPC:
  case EDQUOT:
  case EMFILE:
  case ENFILE:
  case ENOMEM:
  case EAGAIN:
    kind = ErrorKind::unavailable;
    break;
  default:
    break;
  }
  return Error{kind, std::string(doing) + ": " + std::system_category().message(error_number)};
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const std::string doing = "reading " + path;
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) {
    return fail_errno(doing);
  }
  std::string bytes;
  while (true) {
    char buffer[16 * 1024];
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0) {
      if (errno == EINTR) {
        continue;
      }
      return fail_errno(doing);
    }
    if (got == 0) {
      return bytes;
    }
    if (bytes.size() + static_cast<std::size_t>(got) > max_bytes) {
      return fail(ErrorKind::too_large, doing + ": larger than " + std::to_string(max_bytes) + " bytes");
    }
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

Result<void> write_file_atomically(const std::string& path, std::string_view bytes, unsigned mode) {
  const std::string doing = "writing " + path;
  const std::string temporary = path + ".tmp";
  // A leftover of an interrupted attempt may belong to nobody; O_EXCL after unlink so that a planted link is never written through.
  if (::unlink(temporary.c_str()) != 0 && errno != ENOENT) {
    return fail_errno(doing);
  }
  UniqueFd file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file) {
    return fail_errno(doing);
  }
  auto written = write_all(file.get(), bytes, doing);
  if (written && (::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0)) {
    written = fail_errno(doing);
  }
  file.reset();
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
    written = fail_errno(doing);
  }
  if (!written) {
    ::unlink(temporary.c_str());
    return written;
  }
  return sync_directory(directory_of(path));
}

Result<void> create_private_directory(const std::string& path) {
  const std::string doing = "creating " + path;
  struct stat status{};
  if (::mkdir(path.c_str(), 0700) == 0) {
    return sync_directory(directory_of(path.ends_with('/') ? path.substr(0, path.size() - 1) : path));
  }
  if (errno != EEXIST) {
    return fail_errno(doing);
  }
  if (::stat(path.c_str(), &status) != 0) {
    return fail_errno(doing);
  }
  if (!S_ISDIR(status.st_mode)) {
    return fail(ErrorKind::invalid, doing + ": it is there and is no directory");
  }
  if ((status.st_mode & 0077) != 0 && ::chmod(path.c_str(), 0700) != 0) {
    return fail_errno("closing " + path + " to others");
  }
  return {};
}

bool path_exists(const std::string& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0;
}

Result<bool> is_empty_or_absent(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), ::closedir);
  if (!directory) {
    return errno == ENOENT ? Result<bool>(true) : Result<bool>(fail_errno("reading " + path));
  }
  while (const dirent* entry = ::readdir(directory.get())) {
    if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0) {
      return false;
    }
  }
  return true;
}

} // namespace ekiben::os
