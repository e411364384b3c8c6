#include "actions/record_delivery.h"

#include "domain/delivery_schedule.h"
#include "store/deliveries_table.h"
#include "store/hosts_table.h"
#include "store/read_hosts.h"
#include "store/writer.h"

#include <utility>

namespace ekiben::actions {
namespace {

Result<void> revive(store::Transaction& transaction, const std::string& host) {
  EKIBEN_TRY(const bool was_failing, store::mark_host_alive(transaction, host));
  return was_failing ? store::make_deliveries_due(transaction, host) : Result<void>();
}

} // namespace

void record_delivered(const Context& context, const domain::Delivery& delivery, Recorded done) {
  context.writer.submit(
      [id = delivery.id, host = delivery.host](store::Transaction& transaction) -> Result<void> {
        EKIBEN_CHECK(store::delete_delivery(transaction, id));
        return revive(transaction, host);
      },
      std::move(done));
}

void record_failed_attempt(const Context& context, const domain::Delivery& delivery, std::string reason,
                           std::optional<std::chrono::seconds> retry_after, double jitter, Recorded done) {
  context.writer.submit(
      [delivery, reason = std::move(reason), retry_after, jitter](store::Transaction& transaction) -> Result<void> {
        EKIBEN_TRY(const auto host, store::find_host(transaction, delivery.host));
        const domain::HostFailures failures = domain::with_failure(host ? host->failures : domain::HostFailures{}, transaction.now());
        EKIBEN_CHECK(store::upsert_host_failures(transaction, delivery.host, failures));
        const auto delay = domain::delay_before_next_attempt(delivery.attempts + 1, jitter, retry_after);
        if (!delay || domain::is_unavailable(failures)) {
          return store::give_up_delivery(transaction, delivery.id, reason);
        }
        return store::postpone_delivery(transaction, delivery.id, transaction.now() + *delay, reason);
      },
      std::move(done));
}

void record_refused(const Context& context, const domain::Delivery& delivery, std::string reason, Recorded done) {
  context.writer.submit([id = delivery.id, reason = std::move(reason)](
                            store::Transaction& transaction) { return store::give_up_delivery(transaction, id, reason); },
                        std::move(done));
}

} // namespace ekiben::actions
