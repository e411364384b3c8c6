#include "actions/store_incoming.h"

#include "domain/inbox_limits.h"
#include "pure/text/hex.h"
#include "store/deliveries_table.h"
#include "store/hosts_table.h"
#include "store/incoming_table.h"
#include "store/read_blocks.h"
#include "store/read_incoming.h"
#include "store/seen_activities_table.h"
#include "store/writer.h"

#include <utility>

namespace ekiben::actions {
namespace {

Result<void> store(store::Transaction& transaction, const domain::IncomingActivity& activity, std::string_view fingerprint) {
  EKIBEN_TRY(const bool blocked, store::is_blocked(transaction, activity.signer, activity.host));
  if (blocked) {
    return fail(ErrorKind::forbidden, activity.signer + " is blocked");
  }
  EKIBEN_TRY(const domain::Backlog of_host, store::load_backlog_of_host(transaction, activity.host));
  EKIBEN_TRY(const domain::Backlog of_all, store::load_backlog(transaction));
  if (of_host.bytes + activity.body.size() > domain::kMaxBacklogBytesPerHost ||
      of_all.bytes + activity.body.size() > domain::kMaxBacklogBytes) {
    return fail(ErrorKind::too_many, "too much of " + activity.host + " has not been read yet");
  }
  EKIBEN_TRY(const bool is_new, store::insert_seen_activity(transaction, activity.signer, "signature:" + text::hex_encode(fingerprint)));
  if (!is_new) {
    return {};
  }
  EKIBEN_CHECK(store::insert_incoming(transaction, activity).map([](auto) {}));
  EKIBEN_TRY(const bool was_failing, store::mark_host_alive(transaction, activity.host));
  if (was_failing) {
    EKIBEN_CHECK(store::make_deliveries_due(transaction, activity.host));
  }
  return {};
}

} // namespace

void store_incoming(const Context& context, domain::IncomingActivity activity, std::string fingerprint,
                    std::function<void(Result<void>)> done) {
  context.writer.submit([activity = std::move(activity), fingerprint = std::move(fingerprint)](
                            store::Transaction& transaction) { return store(transaction, activity, fingerprint); },
                        std::move(done));
}

} // namespace ekiben::actions
