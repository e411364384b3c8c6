// ekiben password --data DIR: a new password for who has the machine but forgot the old one.
#include "actions/change_password.h"
#include "actions/context.h"
#include "app/command.h"
#include "app/data_directory.h"
#include "app/exit_codes.h"
#include "app/secret_input.h"
#include "store/writer.h"

namespace ekiben::app {
namespace {

Result<void> change(const Arguments& arguments) {
  EKIBEN_TRY(const std::string directory, read_data_flag(arguments));
  const SystemClock clock;
  EKIBEN_TRY(const auto store, open_existing_store(directory, clock));
  EKIBEN_TRY(const auto identity, find_identity(*store));
  if (!identity) {
    return fail(ErrorKind::not_found, directory + " is not set up yet: \"ekiben setup\" or the set-up page chooses the first password");
  }
  EKIBEN_TRY(const std::string password, read_new_password(arguments));
  EKIBEN_CHECK(actions::replace_password({store->writer(), clock}, password));
  print("The password of @" + identity->owner.handle + "@" + identity->instance.handle_domain +
        " is changed, and every browser is logged out.");
  return {};
}

int run_password(const Arguments& arguments) {
  const auto done = change(arguments);
  if (!done) {
    complain(done.error().message);
    return done.error().kind == ErrorKind::invalid ? kExitUsage : exit_code_of(done.error());
  }
  return kExitOk;
}

} // namespace

Command password_command() {
  return {"password",
          "Sets a new password, for when the old one is forgotten.",
          "The password comes from the environment variable EKIBEN_PASSWORD, a file, or a prompt; never from the command line.\n"
          "Stop the server first: one process at a time uses a directory.",
          {kDataFlag, kPasswordFileFlag},
          run_password};
}

} // namespace ekiben::app
