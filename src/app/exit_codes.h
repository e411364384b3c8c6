// What a script may rely on.
#pragma once

#include "base/result.h"

namespace ekiben::app {

inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;
/// sysexits.h EX_CONFIG: the configuration, another domain, a newer schema. A supervisor need not try again (RestartPreventExitStatus=78).
inline constexpr int kExitConfiguration = 78;

inline int exit_code_of(const Error& error) { return error.kind == ErrorKind::misconfigured ? kExitConfiguration : kExitFailure; }

} // namespace ekiben::app
