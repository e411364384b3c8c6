// What a stored activity changes: from the words of ActivityPub to the one action that knows what to do, inside one transaction.
#pragma once

#include "base/result.h"
#include "domain/incoming_activity.h"
#include "domain/local_ids.h"
#include "domain/remote_account.h"
#include "domain/remote_key.h"
#include "pure/activitypub/read_activity.h"
#include "store/transaction.h"

#include <optional>
#include <string>
#include <vector>

namespace ekiben::workers {

/// An activity with everything that had to be fetched for it.
struct PreparedActivity {
  domain::IncomingActivity incoming;
  activitypub::Activity activity;
  std::optional<domain::RemoteAccount> signer; ///< as stored (with id) or as fetched (without); absent where it is not needed
  std::vector<domain::RemoteKey> keys;         ///< of the fetched signer
};

/// Applies it. Whoever signed is `incoming.signer`; an activity of anybody else was refused before (refusal_of). Returns a sentence for the
/// log, empty when nothing happened: unknown kinds, what is about somebody else, what was here before (item 61).
Result<std::string> apply_activity(store::Transaction& transaction, const domain::LocalIds& ids, const PreparedActivity& prepared);

/// Nothing when the activity may be applied at all, else why not: its actor must be the verified signer (item 62, B9).
std::optional<std::string> refusal_of(const activitypub::Activity& activity, const domain::IncomingActivity& incoming);

/// What must be fetched before it can be applied.
enum class Need {
  nothing,
  signer,      ///< their actor document, unless a recent one is stored
  fresh_signer ///< their actor document, from their own server, now (B13)
};
Need need_of(const activitypub::Activity& activity, const domain::LocalIds& ids);

} // namespace ekiben::workers
