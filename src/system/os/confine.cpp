#include "system/os/confine.h"

#include "system/os/files.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <vector>

namespace ekiben::os {
namespace {

// gcc says it by a macro, clang by a feature.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define EKIBEN_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define EKIBEN_SANITIZED 1
#endif
#endif

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the seccomp filter does not know this architecture"
#endif

/// Reading, writing, memory, time, locks of one's own, and the end.
constexpr std::array kAllowed = {
    __NR_read,   __NR_write,      __NR_readv,        __NR_writev,       __NR_close,          __NR_fstat,         __NR_lseek,
    __NR_brk,    __NR_mmap,       __NR_munmap,       __NR_mremap,       __NR_mprotect,       __NR_madvise,       __NR_futex,
    __NR_exit,   __NR_exit_group, __NR_rt_sigreturn, __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_clock_gettime, __NR_gettimeofday,
    __NR_getpid, __NR_gettid,     __NR_tgkill,       __NR_getrandom,    __NR_restart_syscall};

Result<void> limit(__rlimit_resource resource, rlim_t value) {
  const rlimit both{value, value};
  if (::setrlimit(resource, &both) != 0) {
    return tl::unexpected(error_of_errno(errno, "limiting the helper process"));
  }
  return {};
}

[[maybe_unused]] bool install_filter() {
  std::vector<sock_filter> program = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
  for (const auto number : kAllowed) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL));
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

} // namespace

Result<bool> confine_this_process(const ConfineLimits& limits) {
#if !defined(EKIBEN_SANITIZED)
  // The sanitizers' shadow memory takes terabytes of address space.
  EKIBEN_CHECK(limit(RLIMIT_AS, limits.max_memory_bytes));
#endif
  EKIBEN_CHECK(limit(RLIMIT_CPU, limits.max_cpu_seconds));
  EKIBEN_CHECK(limit(RLIMIT_CORE, 0));
  EKIBEN_CHECK(limit(RLIMIT_FSIZE, 0));
  EKIBEN_CHECK(limit(RLIMIT_NOFILE, 3));
#if defined(EKIBEN_SANITIZED)
  return false; // the leak checker and the runtime need more calls than the filter leaves
#else
  return install_filter();
#endif
}

} // namespace ekiben::os
