#!/bin/sh
# The body of a plugin. Its mind is in the process that made this file: what that writes into the pipes here is printed there,
# and what it orders is done.
PATH=/usr/bin:/bin
home='HOME_HERE'
if ! kill -0 OWNER_HERE 2>/dev/null; then
  echo 'the test that made this plugin has ended' >&2
  exit 70
fi
own="$home/$$"
mkdir "$own" && mkfifo "$own/out" "$own/err" "$own/orders" "$own/child" || exit 70
# Both ends of each are opened here, so that nothing waits; the writing ones are closed once the mind has its own.
exec 4<>"$home/news" 5<>"$own/out" 6<"$own/out" 7<>"$own/err" 8<"$own/err"
trap '' HUP INT TERM
cat <&6 2>/dev/null 4>&- 5>&- 6<&- 7>&- 8<&- & out=$!
cat <&8 >&2 4>&- 5>&- 6<&- 7>&- 8<&- & err=$!
for signal in HUP INT TERM; do
  trap "echo $$ $signal >&4; interrupted=1" "$signal"
done
echo "$$ $PPID" >&4
exec 3<"$own/orders" 5>&- 6<&- 7>&- 8<&-
interrupted=
while :; do
  if read -r order <&3; then
    eval "$order"
  elif [ "$interrupted" ]; then
    interrupted=
  else
    exit 1
  fi
done
