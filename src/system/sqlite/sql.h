// "..."_sql: a statement's text. It stands whole in the function that runs it, is never put together, and is known to the program from its
// start, so that a test can prepare and plan every one (tests/store/every_statement_test.cpp).
#pragma once

#include <cstddef>
#include <string_view>

namespace ekiben::sqlite {

/// One literal of the program. Its address is its name: what statements are cached by.
class RegisteredSql {
public:
  RegisteredSql(const char* text, std::size_t size) noexcept;
  RegisteredSql(const RegisteredSql&) = delete;
  RegisteredSql& operator=(const RegisteredSql&) = delete;

  /// Ends with a NUL beyond its size.
  std::string_view text() const { return {text_, size_}; }
  /// The next of the list; null at its end.
  const RegisteredSql* next() const { return next_; }
  /// The head of the list of all literals that are linked into the program, in no order.
  static const RegisteredSql* first();

private:
  const char* text_;
  std::size_t size_;
  const RegisteredSql* next_;
};

/// What `_sql` makes; cheap to copy.
class Sql {
public:
  explicit Sql(const RegisteredSql& literal) : literal_(&literal) {}
  const RegisteredSql& literal() const { return *literal_; }

private:
  const RegisteredSql* literal_;
};

namespace detail {
template <std::size_t kSize> struct Literal {
  char text[kSize];
  // NOLINTNEXTLINE: a literal operator template wants the implicit conversion
  consteval Literal(const char (&literal)[kSize]) {
    for (std::size_t i = 0; i < kSize; ++i) {
      text[i] = literal[i];
    }
  }
};
/// A static of a template is made before main() when it is used anywhere: no call has to happen first.
template <Literal kLiteral> struct Registration {
  static inline const RegisteredSql literal{kLiteral.text, sizeof(kLiteral.text) - 1};
};
} // namespace detail

inline namespace literals {
template <detail::Literal kLiteral> Sql operator""_sql() { return Sql(detail::Registration<kLiteral>::literal); }
} // namespace literals

} // namespace ekiben::sqlite
