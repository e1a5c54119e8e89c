import { inOrder } from '../blocks/in-order.ts';
import { SmartLink } from '../blocks/link.tsx';
import { useDesk } from '../state/desk.tsx';
import { postElement } from '../state/local-links.ts';
import type { World } from '../state/world.ts';
import { clock, dayName } from '../time.ts';
import { words } from '../words.ts';
import { piecesOf } from './x-text.ts';

type Post = World['x']['posts'][number];

/** A post as X shows it: whom it answers above its words, what it quotes below; what is passed on, with who did. */
export function XPost({ post }: { readonly post: Post }) {
  const { world } = useDesk();
  const gone = post.deletedAt !== null;
  const find = (id: string | null) => (id === null ? undefined : world.x.posts.find((each) => each.id === id));
  const passedOn = find(post.repostOf);
  if (passedOn !== undefined) return <Repost post={post} of={passedOn} />;
  const answered = find(post.replyTo);
  const quoted = find(post.quoteOf);
  return (
    <article id={postElement(post.id)} className={gone ? 'post post-gone' : 'post'}>
      <span className="avatar avatar-round" aria-hidden="true">
        {[...post.name][0] ?? '？'}
      </span>
      <div>
        <header>
          <b>{post.name}</b>
          <span className="handle">@{post.username}</span>
          <time>
            {dayName(post.createdAt)} {clock(post.createdAt)}
          </time>
        </header>
        {post.deletedAt !== null && <p className="gone">{words.deletedPost(clock(post.deletedAt))}</p>}
        {answered !== undefined && <p className="post-about">{words.replyTo(answered.username)}</p>}
        <Words post={post} />
        {quoted !== undefined && <Quoted post={quoted} />}
        {post.media.length > 0 && (
          <div className={post.media.length === 1 ? 'media' : 'media media-many'}>
            {post.media.map((media) => (
              <figure key={media.id}>
                <img src={`/control/x/media/${media.id}`} alt={media.alt ?? ''} />
                <figcaption>
                  {media.alt === null ? (
                    words.imageWithout
                  ) : (
                    <>
                      <b>{words.alt}</b> {media.alt}
                    </>
                  )}
                </figcaption>
              </figure>
            ))}
          </div>
        )}
        {post.madeWithAi && <p className="made-with-ai">{words.madeWithAi}</p>}
      </div>
    </article>
  );
}

function Words({ post }: { readonly post: Post }) {
  return (
    <p className="post-text">
      {inOrder(piecesOf(post), (piece) =>
        piece.url === null ? piece.text : <SmartLink url={piece.url}>{piece.text}</SmartLink>,
      )}
    </p>
  );
}

function Quoted({ post }: { readonly post: Post }) {
  return (
    <blockquote className="post-quoted">
      <header>
        <b>{post.name}</b>
        <span className="handle">@{post.username}</span>
      </header>
      {post.deletedAt === null ? <Words post={post} /> : <p className="gone">{words.postGone}</p>}
    </blockquote>
  );
}

function Repost({ post, of }: { readonly post: Post; readonly of: Post }) {
  const gone = post.deletedAt !== null;
  return (
    <article id={postElement(post.id)} className={gone ? 'post post-gone' : 'post'}>
      <span className="avatar avatar-round" aria-hidden="true">
        {[...of.name][0] ?? '？'}
      </span>
      <div>
        <p className="post-about">{words.reposted(post.name)}</p>
        {post.deletedAt !== null && <p className="gone">{words.repostUndone(clock(post.deletedAt))}</p>}
        <header>
          <b>{of.name}</b>
          <span className="handle">@{of.username}</span>
          <time>
            {dayName(of.createdAt)} {clock(of.createdAt)}
          </time>
        </header>
        {of.deletedAt === null ? <Words post={of} /> : <p className="gone">{words.postGone}</p>}
      </div>
    </article>
  );
}
