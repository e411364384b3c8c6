// Writes and questions: what the owner wants to know, and up to where they have read.
#pragma once

#include "base/result.h"
#include "domain/notification.h"
#include "store/transaction.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekiben::store {

/// Notes Change::notifications. One of a kind, an account and a post: a repeated one is ignored.
Result<void> insert_notification(Transaction& transaction, domain::NotificationKind kind, Id account, Id post = {});
/// What was taken back (an Undo), or is settled.
Result<void> delete_notification(Transaction& transaction, domain::NotificationKind kind, Id account, Id post = {});

/// Newest first, older than `before`; at most 80.
Result<std::vector<domain::Notification>> list_notifications(const Reader& reader, Id before, std::size_t limit);
Result<std::size_t> count_notifications_after(const Reader& reader, Id after);

/// Where the owner has read up to; 'home' or 'notifications'. Never moves back.
Result<void> move_marker(Transaction& transaction, std::string_view name, Id last);
/// None when never moved.
Result<Id> read_marker(const Reader& reader, std::string_view name);

} // namespace ekiben::store
