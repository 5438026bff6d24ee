"""A mail server in a thread: takes mail, refuses what a test tells it to refuse, or says nothing at all."""

import socket
from threading import Thread


class MailServer:
    """``replies``: what it answers to a command, such as {"RCPT TO:<a@example.org>": "550 No such user"}."""

    def __init__(self, silent=False):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.silent, self.replies, self.calls, self.taken = silent, {}, [], []
        Thread(target=self.pick_up, daemon=True).start()

    @property
    def port(self):
        return self.listening.getsockname()[1]

    def pick_up(self):
        try:
            while True:
                self.calls.append(self.listening.accept()[0])
                if not self.silent:
                    Thread(target=self.talk, args=[self.calls[-1]], daemon=True).start()
        except OSError:
            return

    def talk(self, call):
        with call, call.makefile("rw", newline="\r\n") as line:
            try:
                self.say(line, "220 here")
                for heard in line:
                    self.answer(line, heard.strip())
            except (OSError, ValueError):
                return

    def answer(self, line, heard):
        reply = next(
            (said for asked, said in self.replies.items() if heard.upper().startswith(asked.upper())), "250 ok"
        )
        if heard.upper() == "DATA" and reply.startswith("250"):
            self.say(line, "354 go on")
            self.taken.append("".join(iter(line.readline, ".\r\n")))
        self.say(line, reply)
        if reply.startswith("421"):
            line.close()

    def say(self, line, words):
        line.write(words + "\n")
        line.flush()

    def close(self):
        if self.listening.fileno() >= 0:
            self.listening.shutdown(socket.SHUT_RDWR)
            self.listening.close()
        for call in self.calls:
            call.close()
