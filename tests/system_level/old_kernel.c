// old_kernel FIRST_UNKNOWN PROGRAM [ARGUMENT]... : runs the program as a kernel would that does not know the system calls from
// FIRST_UNKNOWN on.
//
// x86-64 numbers were given out in order of time: 314 (sched_setattr, Linux 3.14) is the first that Linux 3.10 and its like do not have.
// Those calls answer ENOSYS, which is what an old kernel answers; EPERM would be another test.
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char** words) {
  if (count < 3) {
    fprintf(stderr, "usage: old_kernel FIRST_UNKNOWN PROGRAM [ARGUMENT]...\n");
    return 2;
  }
  char* end = NULL;
  const long first_unknown = strtol(words[1], &end, 10);
  if (*end != '\0' || first_unknown < 1 || first_unknown > 100000) {
    fprintf(stderr, "old_kernel: %s is no system call number\n", words[1]);
    return 2;
  }
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (unsigned)first_unknown, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    perror("old_kernel: seccomp");
    return 2;
  }
  execv(words[2], words + 2);
  perror("old_kernel: exec");
  return 2;
}
