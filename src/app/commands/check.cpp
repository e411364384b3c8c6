// ekiben check --data DIR: is everything there and whole?
#include "app/command.h"
#include "app/data_directory.h"
#include "app/exit_codes.h"
#include "pure/crypto/keys.h"
#include "store/read_integrity.h"
#include "store/read_own_keys.h"
#include "store/readers.h"

namespace ekiben::app {
namespace {

/// Prints one line; returns whether it was good.
bool report(std::string_view what, const Result<std::string>& finding) {
  print(std::string(finding ? "ok   " : "BAD  ") + std::string(what) + ": " + (finding ? *finding : finding.error().message));
  return finding.has_value();
}

Result<std::string> check_identity(store::Store& store) {
  EKIBEN_TRY(const auto identity, find_identity(store));
  if (!identity) {
    return std::string("not set up yet; \"ekiben serve\" prints the address of the set-up page");
  }
  return "@" + identity->owner.handle + "@" + identity->instance.handle_domain + " at " + identity->instance.base_url;
}

/// The stored private key signs, and the public one that other servers were shown verifies it.
Result<std::string> check_key(store::Store& store, store::KeyPurpose purpose) {
  const auto reader = store.readers().take();
  EKIBEN_TRY(const auto stored, store::find_own_key(reader, purpose));
  if (!stored) {
    return fail(ErrorKind::not_found, "missing");
  }
  EKIBEN_TRY(const auto key, crypto::PrivateKey::from_der(stored->private_der));
  EKIBEN_TRY(const auto shown, crypto::PublicKey::from_pem(stored->public_pem));
  EKIBEN_TRY(const std::string signature, key.sign("check"));
  if (!shown.verify("check", signature)) {
    return fail(ErrorKind::broken, "the private and the public half do not belong together");
  }
  return std::string("signs and verifies");
}

int run_check(const Arguments& arguments) {
  const auto directory = read_data_flag(arguments);
  if (!directory) {
    complain(directory.error().message);
    return kExitUsage;
  }
  const auto configuration = read_configuration(*directory, Arguments());
  bool good = report("configuration", configuration ? Result<std::string>("readable") : tl::unexpected<Error>(configuration.error()));
  const SystemClock clock;
  const auto store = open_existing_store(*directory, clock);
  if (!store) {
    report("database", tl::unexpected<Error>(store.error()));
    return exit_code_of(store.error());
  }
  good = report("database", Result<std::string>("opens, schema is current")) && good;
  {
    const auto reader = (*store)->readers().take();
    const auto integrity = store::check_integrity(reader);
    good =
        report("integrity", integrity ? Result<std::string>("every page and index is whole") : tl::unexpected<Error>(integrity.error())) &&
        good;
  }
  good = report("identity", check_identity(**store)) && good;
  const auto identity = find_identity(**store);
  if (identity && *identity) {
    good = report("owner's key", check_key(**store, store::KeyPurpose::owner)) && good;
    good = report("instance's key", check_key(**store, store::KeyPurpose::instance)) && good;
  }
  if (!configuration) {
    return kExitConfiguration;
  }
  return good ? kExitOk : kExitFailure;
}

} // namespace

Command check_command() {
  return {"check",
          "Looks whether a directory is whole: configuration, database, keys. One line each.",
          "Nothing is changed, but for bringing an older schema up to date. Stop the server first: one process at a time uses a directory.",
          {kDataFlag},
          run_check};
}

} // namespace ekiben::app
