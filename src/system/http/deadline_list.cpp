#include "system/http/deadline_list.h"

namespace ekiben::http {

void DeadlineList::put(Connection& connection, SteadyTime now) {
  take_out(connection);
  connection.deadline = now + limit_;
  connection.list = this;
  connection.previous = last_;
  (last_ != nullptr ? last_->next : first_) = &connection;
  last_ = &connection;
  ++size_;
}

void DeadlineList::take_out(Connection& connection) {
  auto* list = connection.list;
  if (list == nullptr) {
    return;
  }
  (connection.previous != nullptr ? connection.previous->next : list->first_) = connection.next;
  (connection.next != nullptr ? connection.next->previous : list->last_) = connection.previous;
  connection.list = nullptr;
  connection.previous = nullptr;
  connection.next = nullptr;
  --list->size_;
}

} // namespace ekiben::http
