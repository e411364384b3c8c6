// ekiben setup: the set-up page's questions, answered on the command line.
#include "actions/set_up_instance.h"
#include "app/command.h"
#include "app/data_directory.h"
#include "app/exit_codes.h"
#include "app/secret_input.h"
#include "domain/owner_rules.h"
#include "pure/text/utf8.h"
#include "store/writer.h"
#include "system/os/files.h"

namespace ekiben::app {
namespace {

Error error_of(domain::Fault fault) { return {ErrorKind::invalid, std::string(domain::describe(fault))}; }

Result<std::string> read_required(const Arguments& arguments, std::string_view flag, std::string_view value_name) {
  const auto value = arguments.value(flag);
  if (!value || value->empty()) {
    return fail(ErrorKind::invalid, std::string(flag) + " " + std::string(value_name) + " is missing");
  }
  return *value;
}

/// Everything but the password. A plain-http base URL is taken here and served only with --development.
Result<actions::SetUp> read_wish(const Arguments& arguments) {
  actions::SetUp wish;
  EKIBEN_TRY(const std::string base_url, read_required(arguments, "--base-url", "URL"));
  EKIBEN_TRY(wish.handle, read_required(arguments, "--handle", "H"));
  const auto url = domain::normal_base_url(base_url, domain::PlainHttp::allowed);
  if (!url) {
    return tl::unexpected<Error>(error_of(domain::Fault::base_url));
  }
  wish.base_url = *url;
  if (const auto domain = arguments.value("--domain")) {
    const auto normal = domain::normal_handle_domain(*domain, domain::PlainHttp::allowed);
    if (!normal) {
      return tl::unexpected<Error>(error_of(domain::Fault::handle_domain));
    }
    wish.handle_domain = *normal;
  }
  if (const auto fault = domain::check_handle(wish.handle)) {
    return tl::unexpected<Error>(error_of(*fault));
  }
  wish.name = text::clean_name(arguments.value("--name").value_or(""), domain::kMaxNameCharacters + 1);
  if (const auto fault = domain::check_name(wish.name)) {
    return tl::unexpected<Error>(error_of(*fault));
  }
  wish.language = arguments.value("--language").value_or("en");
  if (wish.language != "ja" && wish.language != "en") {
    return fail(ErrorKind::invalid, "--language is ja or en");
  }
  return wish;
}

Result<void> set_up(const Arguments& arguments) {
  EKIBEN_TRY(const std::string directory, read_data_flag(arguments));
  EKIBEN_TRY(actions::SetUp wish, read_wish(arguments));
  const SystemClock clock;
  store::StoreOptions options;
  options.directory = directory;
  options.readers = 1;
  EKIBEN_TRY(const auto store, store::Store::open(std::move(options), clock));
  EKIBEN_TRY(const auto identity, find_identity(*store));
  if (identity && identity->instance.base_url != wish.base_url) {
    return fail(ErrorKind::misconfigured, directory + " belongs to " + identity->instance.base_url + ", not to " + wish.base_url);
  }
  if (identity) {
    return fail(ErrorKind::conflict, directory + " is set up already, for @" + identity->owner.handle + "@" +
                                         identity->instance.handle_domain + "; nothing was changed");
  }
  EKIBEN_TRY(wish.password, read_new_password(arguments));
  EKIBEN_CHECK(actions::set_up_instance({store->writer(), clock}, wish));
  EKIBEN_TRY(const auto made, find_identity(*store));
  print("@" + made->owner.handle + "@" + made->instance.handle_domain + " is set up in " + directory + ".");
  print("Start it with: ekiben serve --data " + directory + (wish.base_url.starts_with("http://") ? " --development" : ""));
  return {};
}

int run_setup(const Arguments& arguments) {
  const auto done = set_up(arguments);
  if (!done) {
    complain(done.error().message);
    return done.error().kind == ErrorKind::invalid ? kExitUsage : exit_code_of(done.error());
  }
  return kExitOk;
}

} // namespace

Command setup_command() {
  return {"setup",
          "Sets a directory up: handle, addresses and password, decided once.",
          "The password comes from the environment variable EKIBEN_PASSWORD, a file, or a prompt; never from the command line.\n"
          "Handle and addresses can never be changed afterward: they are what other servers know.",
          {kDataFlag,
           {"--base-url", "URL", Takes::value, "the server's address as the world sees it: https://social.example"},
           {"--domain", "HANDLE-DOMAIN", Takes::value, "what stands after the @, if not the base URL's host"},
           {"--handle", "H", Takes::value, "1 to 30 small letters, digits or _"},
           {"--name", "N", Takes::value, "display name, up to 60 characters"},
           {"--language", "ja|en", Takes::value, "of your own pages (en)"},
           kPasswordFileFlag},
          run_setup};
}

} // namespace ekiben::app
