#include "actions/block_account.h"

#include "actions/end_follow.h"
#include "pure/text/url.h"
#include "store/blocks_table.h"
#include "store/read_followers.h"
#include "store/writer.h"

#include <string>

namespace ekiben::actions {
namespace {

Result<void> found(Result<bool> was_there) {
  if (!was_there) {
    return tl::unexpected<Error>(std::move(was_there).error());
  }
  return *was_there ? Result<void>() : fail(ErrorKind::not_found, "there is no such block");
}

} // namespace

Result<void> block_account(const Context& context, std::string_view actor) {
  return context.writer.run([actor = std::string(actor)](store::Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(store::insert_account_block(transaction, actor));
    EKIBEN_TRY(const auto follower, store::find_follower_by_actor(transaction, actor));
    return follower ? end_follow(transaction, *follower) : Result<void>();
  });
}

Result<void> unblock_account(const Context& context, std::string_view actor) {
  return context.writer.run(
      [actor = std::string(actor)](store::Transaction& transaction) { return found(store::delete_account_block(transaction, actor)); });
}

Result<void> block_host(const Context& context, std::string_view host) {
  EKIBEN_TRY(auto parsed, text::parse_host(host));
  return context.writer.run(
      [name = std::move(parsed.name)](store::Transaction& transaction) { return store::insert_host_block(transaction, name); });
}

Result<void> unblock_host(const Context& context, std::string_view host) {
  EKIBEN_TRY(auto parsed, text::parse_host(host));
  return context.writer.run(
      [name = std::move(parsed.name)](store::Transaction& transaction) { return found(store::delete_host_block(transaction, name)); });
}

} // namespace ekiben::actions
