// A verified activity is stored, to be read later: what a 202 stands for.
#pragma once

#include "actions/context.h"
#include "base/result.h"
#include "domain/incoming_activity.h"

#include <functional>
#include <string>

namespace ekiben::actions {

/// `fingerprint`: of the request's signature. The same request again (a replay, B12) is a success that stores nothing; a sender who tries
/// again signs anew. `done` runs on the writer's thread when the bytes are on disk, or with the error: forbidden when the signer or their
/// host is blocked, too_many when their host (or everybody together) has left more unread bytes than domain/inbox_limits.h allows,
/// unavailable when the disk is full. Whoever sends something valid is alive: what waited for that host becomes due (federation item 107).
void store_incoming(const Context& context, domain::IncomingActivity activity, std::string fingerprint,
                    std::function<void(Result<void>)> done);

} // namespace ekiben::actions
