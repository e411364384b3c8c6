// Result<T>: what every function returns whose failure has a cause outside the program.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace ekiben {

/// What went wrong, in the few kinds that callers treat differently.
enum class ErrorKind {
  invalid,       ///< the bytes or the argument break a rule: 400, never worth a retry
  unauthorized,  ///< no proof, or a wrong one, of who asks: 401
  forbidden,     ///< known who asks, and not allowed: 403 (or 404 to a stranger)
  not_found,     ///< there is no such thing: 404
  gone,          ///< there was such a thing and it will not come back: 410
  conflict,      ///< true once, not any more (a used token, a handle that is taken): 409
  too_large,     ///< over a limit: 413
  too_many,      ///< over a rate or a queue limit: 429
  timeout,       ///< somebody else did not answer in time
  unavailable,   ///< cannot be done now, a later try may succeed: 503
  misconfigured, ///< the owner's configuration is wrong: exit code 78
  broken         ///< the world is broken: corrupt database, failed disk
};

/// A failure: its kind for the program, one sentence for a person. The sentence never holds a secret.
struct Error {
  ErrorKind kind = ErrorKind::broken;
  std::string message;
};

template <typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) { return tl::unexpected<Error>(Error{kind, std::move(message)}); }

/// The same failure with what was being done put before it: "reading the actor: not JSON".
inline tl::unexpected<Error> fail_while(std::string_view doing, Error error) {
  error.message.insert(0, ": ").insert(0, doing);
  return tl::unexpected<Error>(std::move(error));
}

} // namespace ekiben

#define EKIBEN_CONCAT_(a, b) a##b
#define EKIBEN_CONCAT(a, b) EKIBEN_CONCAT_(a, b)

/// EKIBEN_TRY(auto x, f()): x is the value of f(), or the enclosing function returns f()'s error.
#define EKIBEN_TRY(declaration, expression)                                                                                                \
  auto EKIBEN_CONCAT(ekiben_try_, __LINE__) = (expression);                                                                                \
  if (!EKIBEN_CONCAT(ekiben_try_, __LINE__)) {                                                                                             \
    return tl::unexpected<::ekiben::Error>(std::move(EKIBEN_CONCAT(ekiben_try_, __LINE__)).error());                                       \
  }                                                                                                                                        \
  declaration = *std::move(EKIBEN_CONCAT(ekiben_try_, __LINE__))

/// EKIBEN_CHECK(f()): for Result<void>.
#define EKIBEN_CHECK(expression)                                                                                                           \
  if (auto EKIBEN_CONCAT(ekiben_check_, __LINE__) = (expression); !EKIBEN_CONCAT(ekiben_check_, __LINE__)) {                               \
    return tl::unexpected<::ekiben::Error>(std::move(EKIBEN_CONCAT(ekiben_check_, __LINE__)).error());                                     \
  }
