#include "app/secret_input.h"

#include "domain/owner_rules.h"
#include "system/os/files.h"
#include "system/os/prompt.h"

#include <cstdlib>

namespace ekiben::app {
namespace {

constexpr std::size_t kMaxPasswordFile = 4096;

Result<std::string> ask() {
  const auto first = os::prompt_secret("Password (at least 8 characters): ");
  if (!first) {
    if (first.error().kind == ErrorKind::unavailable) {
      return fail(ErrorKind::invalid, "there is no terminal to ask for the password at: set EKIBEN_PASSWORD or give --password-file PATH");
    }
    return first;
  }
  if (const auto fault = domain::check_password(*first)) {
    return fail(ErrorKind::invalid, std::string(domain::describe(*fault)));
  }
  EKIBEN_TRY(const std::string second, os::prompt_secret("The same again: "));
  if (*first != second) {
    return fail(ErrorKind::invalid, "the two passwords are not the same");
  }
  return *first;
}

Result<std::string> read_first_line(const std::string& path) {
  EKIBEN_TRY(const std::string text, os::read_file(path, kMaxPasswordFile));
  std::string line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return line;
}

} // namespace

Result<std::string> read_new_password(const Arguments& arguments) {
  std::string password;
  if (const char* given = std::getenv("EKIBEN_PASSWORD"); given != nullptr) {
    password = given;
    ::unsetenv("EKIBEN_PASSWORD");
  } else if (const auto path = arguments.value("--password-file")) {
    EKIBEN_TRY(password, read_first_line(*path));
  } else {
    return ask();
  }
  if (const auto fault = domain::check_password(password)) {
    return fail(ErrorKind::invalid, std::string(domain::describe(*fault)));
  }
  return password;
}

} // namespace ekiben::app
