"""The other side of the latency figure: bare kombu that answers a ping, and nothing else."""

import os

from kombu import Connection, Consumer, Producer, Queue

with Connection(os.environ["AMQP_URI"]) as connection, connection.channel() as channel:
    queue = Queue("bench-ping", durable=False, auto_delete=True)
    producer = Producer(channel)

    def pong(body, message):
        producer.publish(
            body,
            routing_key=message.properties["reply_to"],
            correlation_id=message.properties["correlation_id"],
            delivery_mode=1,
        )
        message.ack()

    with Consumer(channel, [queue], callbacks=[pong], accept=["json"]):
        while True:
            connection.drain_events()
