#include "system/os/child.h"

#include "system/os/files.h"
#include "system/os/unique_fd.h"

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ekiben::os {
namespace {

std::string g_program_path; // NOLINT: written once by main() before any thread starts

struct Pipe {
  UniqueFd read_end;
  UniqueFd write_end;
};
Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return tl::unexpected(error_of_errno(errno, "making a pipe"));
  }
  return Pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

/// What the child reads from is a socket: a child that ends early then is an error of send(), not a SIGPIPE for whoever calls us.
Result<Pipe> make_socket_pipe() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return tl::unexpected(error_of_errno(errno, "making a socket pair"));
  }
  return Pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Result<pid_t> spawn(const std::string& program, const std::vector<std::string>& arguments, int input, int output) {
  std::vector<char*> argv;
  argv.push_back(const_cast<char*>(program.c_str())); // NOLINT: posix_spawn does not write to them
  for (const auto& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str())); // NOLINT
  }
  argv.push_back(nullptr);
  char* environment[] = {nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, program.c_str(), &files, &attributes, argv.data(), environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) {
    auto error = error_of_errno(failed, "starting a helper process");
    error.kind = ErrorKind::unavailable;
    return tl::unexpected(std::move(error));
  }
  return child;
}

/// Feeds and drains until the child closes its output, the deadline or the cap.
Result<std::string> exchange(Pipe to_child, Pipe from_child, const ChildCall& call) {
  const auto end = std::chrono::steady_clock::now() + call.deadline;
  std::string output;
  std::string_view input = call.input;
  ::fcntl(to_child.write_end.get(), F_SETFL, O_NONBLOCK);
  std::array<char, 65536> buffer;
  for (;;) {
    if (input.empty()) {
      to_child.write_end.reset();
    }
    std::array<pollfd, 2> fds = {{{from_child.read_end.get(), POLLIN, 0}, {to_child.write_end.get(), POLLOUT, 0}}};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    if (left <= 0) {
      return fail(ErrorKind::timeout, "the helper process took too long");
    }
    if (::poll(fds.data(), to_child.write_end ? 2 : 1, static_cast<int>(left)) < 0 && errno != EINTR) {
      return tl::unexpected(error_of_errno(errno, "waiting for the helper process"));
    }
    if (to_child.write_end && fds[1].revents != 0) {
      const auto wrote = ::send(to_child.write_end.get(), input.data(), input.size(), MSG_NOSIGNAL);
      if (wrote > 0) {
        input.remove_prefix(static_cast<std::size_t>(wrote));
      } else if (errno != EAGAIN && errno != EINTR) {
        input = {}; // it does not want to read on: what it says counts
      }
    }
    if (fds[0].revents != 0) {
      const auto got = ::read(from_child.read_end.get(), buffer.data(), buffer.size());
      if (got == 0) {
        return output;
      }
      if (got < 0 && errno != EINTR) {
        return tl::unexpected(error_of_errno(errno, "reading from the helper process"));
      }
      output.append(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
      if (output.size() > call.max_output_bytes) {
        return fail(ErrorKind::too_large, "the helper process wrote too much");
      }
    }
  }
}

} // namespace

void remember_program_path(const char* argument_zero) {
  char resolved[PATH_MAX];
  if (argument_zero != nullptr && ::realpath(argument_zero, resolved) != nullptr) {
    g_program_path = resolved;
  }
}

std::string path_of_ourselves() { return ::access("/proc/self/exe", X_OK) == 0 ? std::string("/proc/self/exe") : g_program_path; }

Result<std::string> run_child(const ChildCall& call) {
  EKIBEN_TRY(auto to_child, make_socket_pipe());
  EKIBEN_TRY(auto from_child, make_pipe());
  const std::string program = call.program.empty() ? path_of_ourselves() : call.program;
  EKIBEN_TRY(const pid_t child, spawn(program, call.arguments, to_child.read_end.get(), from_child.write_end.get()));
  to_child.read_end.reset();
  from_child.write_end.reset();
  auto output = exchange(std::move(to_child), std::move(from_child), call);
  if (!output) {
    ::kill(child, SIGKILL);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!output) {
    return output;
  }
  if (WIFSIGNALED(status)) {
    return fail(ErrorKind::unavailable, "the helper process was ended by signal " + std::to_string(WTERMSIG(status)));
  }
  if (WEXITSTATUS(status) != 0) {
    return fail(ErrorKind::invalid, "the helper process ended with code " + std::to_string(WEXITSTATUS(status)));
  }
  return output;
}

} // namespace ekiben::os
